"use strict";

(() => {
  const PAUSE = 1000;

  /** What was typed stands outside of what is replaced. */
  const replace = (fresh) => {
    for (const id of ["side", "alert", "buttons"]) {
      const now = document.getElementById(id);
      const next = fresh.getElementById(id);
      if (now && next && now.outerHTML !== next.outerHTML) {
        now.replaceWith(next);
      }
    }
  };

  const poll = async () => {
    try {
      const { user, alert } = document.body.dataset;
      const answer = await fetch("/?as=" + encodeURIComponent(user) + "&alert=" + encodeURIComponent(alert));
      if (answer.ok) {
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (fresh.body.dataset.alert !== alert || fresh.body.dataset.user !== user) {
          location.reload();
          return;
        }
        replace(fresh);
      }
    } catch {
      // The simulator is gone or restarts; the next turn asks again.
    }
    setTimeout(poll, PAUSE);
  };

  setTimeout(poll, PAUSE);
})();
