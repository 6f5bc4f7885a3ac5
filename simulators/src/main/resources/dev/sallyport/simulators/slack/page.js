"use strict";

(() => {
  const PAUSE = 1000;
  let pressing = 0;

  const inputs = () => [...document.querySelectorAll("[data-key]")];

  /** What was typed, by the state of the message it was typed into. */
  const typed = () => {
    const values = new Map();
    for (const input of inputs()) {
      values.set(input.dataset.key, input.value);
    }
    return values;
  };

  const restore = (values, key, start, end) => {
    for (const input of inputs()) {
      if (values.has(input.dataset.key)) {
        input.value = values.get(input.dataset.key);
      }
      if (input.dataset.key === key) {
        input.focus({ preventScroll: true });
        input.setSelectionRange(start, end);
      }
    }
  };

  const replace = (fresh) => {
    const list = document.getElementById("messages");
    const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 40;
    const scrolled = list.scrollTop;
    const values = typed();
    const active = document.activeElement;
    const key = active && active.dataset ? active.dataset.key : undefined;
    const start = key ? active.selectionStart : 0;
    const end = key ? active.selectionEnd : 0;
    for (const id of ["side", "messages"]) {
      document.getElementById(id).innerHTML = fresh.getElementById(id).innerHTML;
    }
    document.body.dataset.version = fresh.body.dataset.version;
    restore(values, key, start, end);
    list.scrollTop = atEnd ? list.scrollHeight : scrolled;
  };

  const refresh = async () => {
    const { user, channel } = document.body.dataset;
    const answer = await fetch("/?as=" + encodeURIComponent(user) + "&in=" + encodeURIComponent(channel));
    if (answer.ok && !document.querySelector("dialog[open]")) {
      replace(new DOMParser().parseFromString(await answer.text(), "text/html"));
    }
  };

  const poll = async () => {
    try {
      const answer = await fetch("/version");
      const { version } = await answer.json();
      const idle = pressing === 0 && !document.querySelector("dialog[open]");
      if (idle && String(version) !== document.body.dataset.version) {
        await refresh();
      }
    } catch {
      // The simulator is gone or restarts; the next turn asks again.
    }
    setTimeout(poll, PAUSE);
  };

  const press = async (form, action) => {
    const fields = new URLSearchParams(new FormData(form));
    fields.set("action", action);
    const buttons = form.querySelectorAll("button");
    buttons.forEach((button) => { button.disabled = true; });
    pressing++;
    try {
      await fetch("/press", { method: "POST", body: fields, headers: { Accept: "application/json" } });
    } finally {
      pressing--;
      buttons.forEach((button) => { button.disabled = false; });
      await refresh();
    }
  };

  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!event.target.matches("form.blocks") || !button) {
      return;
    }
    event.preventDefault();
    if (button.dataset.asks !== undefined) {
      button.nextElementSibling.showModal();
      return;
    }
    const dialog = button.closest("dialog");
    if (dialog) {
      dialog.close();
    }
    press(event.target, button.value);
  });

  document.addEventListener("click", (event) => {
    const dismiss = event.target.closest("[data-dismiss]");
    if (dismiss) {
      dismiss.closest("dialog").close();
    }
    const link = event.target.closest("a.button[data-action-id]");
    if (link) {
      press(link.closest("form"), link.dataset.actionId);
    }
  });

  /** Enter in an input must not press the first button. */
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input[data-key]")) {
      event.preventDefault();
    }
  });

  const choice = document.querySelector(".who select");
  choice.addEventListener("change", () => choice.form.submit());

  const list = document.getElementById("messages");
  if (!location.hash) {
    list.scrollTop = list.scrollHeight;
  }
  setTimeout(poll, PAUSE);
})();
