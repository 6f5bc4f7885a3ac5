"use strict";

(() => {
  const PAUSE = 1000;
  const PARTS = ["side", "incident", "log"];

  const choice = document.querySelector(".who select");

  const part = (page, id) => page.getElementById(id);

  const address = (incident) =>
    "/page/?as=" + encodeURIComponent(choice.value) + "&incident=" + encodeURIComponent(incident);

  /** What is typed stays: only the parts around it are replaced, and only when they changed. */
  const replace = (fresh) => {
    const shown = document.querySelector("main").dataset.incident;
    const first = fresh.querySelector("main").dataset.incident;
    if (shown !== first) {
      location.replace(address(first));
      return;
    }
    for (const id of PARTS) {
      const from = part(fresh, id);
      const to = part(document, id);
      if (from && to && from.innerHTML !== to.innerHTML) {
        to.innerHTML = from.innerHTML;
      }
    }
  };

  const poll = async () => {
    try {
      const answer = await fetch(address(document.querySelector("main").dataset.incident));
      if (answer.ok) {
        replace(new DOMParser().parseFromString(await answer.text(), "text/html"));
      }
    } catch {
      // The simulator is gone or restarts; the next turn asks again.
    }
    setTimeout(poll, PAUSE);
  };

  choice.addEventListener("change", () => choice.form.submit());
  setTimeout(poll, PAUSE);
})();
