// What a script adds to pages that work without it: focus, printing, and words when the network fails.

const messages = document.getElementById("messages");

const focusOn = (element) => {
  if (!element) return;
  if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus({ preventScroll: element.id === "messages" });
};

const say = (...sentences) => {
  messages?.replaceChildren(
    ...sentences.map((sentence) => Object.assign(document.createElement("p"), { textContent: sentence, className: "warn" })),
  );
  messages?.firstElementChild?.scrollIntoView({ block: "nearest" });
};

focusOn(document.getElementById("summary") ?? (messages?.childElementCount ? messages : null));

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// An open menu closes with Escape, and gives the focus back.
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// A search asks nothing for a lone letter.
document.addEventListener("htmx:configRequest", (event) => {
  const { elt, parameters } = event.detail;
  if (parameters.q && parameters.q.trim().length < Number(elt.dataset.letters ?? 0)) event.preventDefault();
});

// A swap may remove the control that was used: the focus goes to what came in its place.
document.addEventListener("htmx:afterSettle", (event) => {
  const target = document.getElementById(event.detail.target?.id) ?? event.detail.target;
  if (target === messages) messages.scrollIntoView({ block: "nearest" });
  const summary = target?.querySelector?.("#summary");
  if (summary) focusOn(summary);
  else if (document.activeElement === document.body) focusOn(target);
});

for (const failure of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(failure, () =>
    say("La connexion a coupé. Rien n’est perdu : votre texte est encore dans la page. Essayez à nouveau."),
  );
}

// A staff session closes after thirty minutes of silence: five minutes before, it can go on without leaving the page.
// The sentence is announced where the reader is; neither the focus nor the page moves.
const stay = document.getElementById("stay");
if (stay) {
  let waiting;
  const tell = (sentence, ...more) => {
    const line = Object.assign(document.createElement("p"), { textContent: sentence });
    messages.replaceChildren(line, ...more);
    stay.hidden = !more.length;
  };
  const wait = () => {
    clearTimeout(waiting);
    waiting = setTimeout(
      () => tell("Votre session se ferme dans cinq minutes. Vous pouvez la prolonger.", stay),
      Number(stay.dataset.minutes) * 60_000,
    );
  };
  stay.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const answer = await fetch(stay.action, { method: "POST", body: new FormData(stay), headers: { "HX-Request": "true" } });
      if (answer.headers.has("HX-Redirect")) {
        tell("Votre session est fermée. Envoyez votre texte : il sera gardé, et rendu à votre retour.");
      } else if (answer.ok) {
        tell("Votre session continue.");
        wait();
      } else throw answer;
      focusOn(messages);
    } catch {
      tell("La connexion a coupé. Essayez à nouveau dans un instant.", stay);
    }
  });
  document.addEventListener("htmx:afterRequest", wait);
  wait();
}
