// Keys for whoever reads the files one by one: each presses a button, unless a person is typing. They can be cut.

const OFF = "keys-off";
const help = document.querySelector("[data-keys-help]");
const cut = help.querySelector("button");
const undo = document.querySelector("#messages form button");
if (undo) undo.dataset.key = "a";

const show = () => {
  const off = localStorage.getItem(OFF) === "1";
  help.hidden = false;
  cut.setAttribute("aria-pressed", String(off));
  for (const button of document.querySelectorAll("[data-key]")) {
    button.querySelector("kbd")?.remove();
    if (!off) {
      const sign = Object.assign(document.createElement("kbd"), { textContent: button.dataset.key.toUpperCase() });
      sign.setAttribute("aria-hidden", "true");
      button.prepend(sign);
    }
    if (off) button.removeAttribute("aria-keyshortcuts");
    else button.setAttribute("aria-keyshortcuts", button.dataset.key);
  }
  return off;
};

let off = show();
cut.addEventListener("click", () => {
  localStorage.setItem(OFF, off ? "0" : "1");
  off = show();
});

document.addEventListener("keydown", (event) => {
  const { code, key, target } = event;
  if (off || event.ctrlKey || event.altKey || event.metaKey || event.repeat) return;
  if (target.closest("input, textarea, select")) return;
  const figure = /^(?:Digit|Numpad)([1-3])$/.exec(code)?.[1]; // a French keyboard writes « & » on the key of 1
  const button = document.querySelector(`[data-key="${CSS.escape(figure ?? key.toLowerCase())}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

// A second press while the next file is on its way decides nothing.
let sent = false;
addEventListener("pageshow", () => (sent = false));
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  if (sent) event.preventDefault();
  sent = true;
});

// « Annuler » is offered ten seconds.
if (undo) {
  setTimeout(() => {
    const focused = undo === document.activeElement;
    undo.closest("form").remove();
    if (focused) document.getElementById("messages").focus();
  }, 10_000);
}
