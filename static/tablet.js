// A tablet that people use one after the other: who is gone is forgotten, after they were asked whether they are there.

const idle = document.getElementById("idle");
const seconds = Number(document.querySelector("[data-idle]")?.dataset.idle ?? 0);
const over = document.querySelector('form[action$="/borne/fin"]');
let timers = [];

// What was typed goes first: a network that is away keeps nothing of it on the screen.
const end = () => {
  for (const form of document.forms) form.reset();
  for (const field of document.querySelectorAll("textarea, input:not([type=hidden], [type=radio], [type=checkbox])")) field.value = "";
  document.querySelector("main").hidden = true;
  over.submit();
};

const later = (after, act) => timers.push(setTimeout(act, after * 1000));
const wait = () => {
  timers.forEach(clearTimeout);
  timers = [];
  if (idle) {
    idle.hidden = true;
    later(seconds - Number(idle.dataset.before), () => (idle.hidden = false));
  }
  later(seconds, end);
};

if (seconds && over) {
  for (const sign of ["pointerdown", "keydown", "input", "wheel", "touchmove"]) addEventListener(sign, wait, { passive: true });
  wait();
}

// Back brings no page as it was left: it is asked for again, and whoever is gone has none.
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());
