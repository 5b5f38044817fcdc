// What a script adds to pages that work without it: focus, printing, and words when the network fails.

const messages = document.getElementById("messages");

const focusOn = (element) => {
  if (!element) return;
  if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
};

// What was said follows the window, wherever it is, until the reader goes elsewhere; the page itself does not move.
const near = (is) => messages?.classList.toggle("near", is && messages.childElementCount > 0);

// The outcome of what a person sent takes the focus, which reads it: were it live as well, it would be heard twice.
const tell = (element) => {
  if (element === messages) messages.setAttribute("aria-label", messages.textContent.trim());
  else messages?.removeAttribute("aria-live");
  focusOn(element);
  const { top, bottom } = element.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) element.scrollIntoView({ block: "start" });
};

messages?.addEventListener("focusout", (event) => {
  if (messages.contains(event.relatedTarget)) return;
  messages.removeAttribute("aria-label");
  messages.removeAttribute("aria-live");
  near(false);
});

// A person pressed a button: not typing, nor choosing what a list shows.
const pressed = ({ requestConfig: sent }) => sent && sent.verb !== "get" && sent.triggeringEvent?.type === "submit";

const say = (...sentences) => {
  messages?.replaceChildren(
    ...sentences.map((sentence) => Object.assign(document.createElement("p"), { textContent: sentence, className: "warn" })),
  );
  near(true);
};

const outcome = document.getElementById("summary") ?? (messages?.childElementCount ? messages : null);
// An address with an anchor takes the focus away once all is drawn.
if (outcome && location.hash) addEventListener("load", () => setTimeout(() => tell(outcome)));
else if (outcome) tell(outcome);

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    say("Le code est copié.");
  });
}

// What is left of a text is written as one types, and not said aloud at each letter.
document.addEventListener("input", ({ target }) => {
  const hint = document.querySelector(`#${target.id}_hint [data-most]`);
  if (!hint) return;
  const left = hint.dataset.most - [...target.value].length;
  const words = `${Math.abs(left).toLocaleString("fr")} caractère${Math.abs(left) > 1 ? "s" : ""}`;
  hint.textContent = left < 0 ? `Enlevez ${words}.` : `Encore ${words}.`;
});

// An open menu closes with Escape, and gives the focus back.
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector(".top .folded[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// A search asks nothing for a lone letter.
document.addEventListener("htmx:configRequest", (event) => {
  const { elt, parameters } = event.detail;
  if (parameters.q && parameters.q.trim().length < Number(elt.dataset.letters ?? 0)) event.preventDefault();
});

document.addEventListener("htmx:beforeRequest", ({ detail }) => {
  near(false);
  if (pressed(detail)) messages?.setAttribute("aria-live", "off");
  else messages?.removeAttribute("aria-live");
});

document.addEventListener("htmx:afterSwap", () => {
  const alert = document.querySelector("#summary[role=alert]");
  alert?.setAttribute("aria-label", alert.querySelector("h2").textContent);
  alert?.setAttribute("role", "group");
});

// What was sent is answered where the person looks. A filter or a tab moves nothing; but if the control that was used is
// gone, the focus goes to what came in its place.
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const target = document.getElementById(detail.target?.id) ?? detail.target;
  const summary = target?.querySelector?.("#summary");
  if (!summary) near(true);
  if (summary) tell(summary);
  else if (pressed(detail) && messages?.childElementCount) tell(messages);
  else if (document.activeElement === document.body && !target?.hasAttribute?.("data-quiet")) focusOn(target);
});

for (const failure of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, ({ detail }) => {
    say("La connexion a coupé. Rien n’est perdu : votre texte est encore dans la page. Essayez à nouveau.");
    if (pressed(detail)) tell(messages);
  });
}

// The staff's session and the follow-up of an envie close after thirty minutes of silence: five minutes before, they can go on
// without leaving the page. The sentence is announced where the reader is; neither the focus nor the page moves.
const stay = document.getElementById("stay");
if (stay) {
  let waiting;
  const told = stay.dataset;
  const until = stay.querySelector("time");
  const place = document.createComment("");
  stay.before(place);
  const tell = (sentence, ...more) => {
    messages.replaceChildren(Object.assign(document.createElement("p"), { textContent: sentence }), ...more);
    stay.hidden = !more.length;
  };
  const wait = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => tell(told.soon, stay), told.minutes * 60_000);
  };
  // What was sent in the page itself made it last as well.
  const goOn = () => {
    told.minutes = 25;
    wait();
  };
  stay.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const answer = await fetch(stay.action, { method: "POST", body: new FormData(stay), headers: { "HX-Request": "true" } });
      if (answer.headers.has("HX-Redirect") || answer.status === 400) {
        tell(told.over);
      } else if (answer.ok) {
        tell(told.still);
        if (until) {
          until.textContent = await answer.text();
          place.after(stay);
          stay.hidden = false;
        }
        goOn();
      } else throw answer;
      near(true);
      focusOn(messages);
    } catch {
      tell("La connexion a coupé. Essayez à nouveau dans un instant.", stay);
    }
  });
  document.addEventListener("htmx:afterRequest", goOn);
  wait();
}
