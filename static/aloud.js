// « Lire à voix haute »: the voice of the browser reads the page, when the device has one that speaks its language by itself:
// a voice that lives elsewhere would be sent the text.

const speech = window.speechSynthesis;
const READ = "h1, h2, h3, h4, p, li, dt, dd, th, td, blockquote, figcaption";
const NOT_READ = "nav, form, aside, [aria-hidden=true], .noprint, #messages";
const WORDS = ["Lire à voix haute", "Arrêter la lecture"];

const language = (element) => element.closest("[lang]").lang.slice(0, 2);
const voice = (tag) => speech.getVoices().find(({ localService, lang }) => localService && lang.toLowerCase().startsWith(tag));

// From the title on, each block is read once, by sentences: a long text stops some voices in the middle.
const title = document.querySelector("main h1");
const follows = (one) => one === title || title.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
// A browser of some years ago does not say whether the reader sees it: what is folded has no place.
const seen = (one) => one.checkVisibility?.() ?? one.getClientRects().length > 0;
const texts = () =>
  [...document.querySelectorAll(`main :is(${READ})`)]
    .filter((one) => follows(one) && !one.closest(NOT_READ) && !one.querySelector(READ) && seen(one))
    .flatMap((one) => {
      const tag = language(one.querySelector("[lang]") ?? one);
      return (one.innerText.replace(/\s+/g, " ").match(/[^.!?…]+[.!?…]*/g) ?? []).map((text) => ({ text: text.trim(), tag }));
    })
    .filter(({ text }) => text);

const button = Object.assign(document.createElement("button"), { type: "button", className: "button small calm", textContent: WORDS[0] });
const row = Object.assign(document.createElement("p"), { className: "noprint" });
row.append(button);

let reading = false;
const stop = () => {
  reading = false;
  speech.cancel();
  button.textContent = WORDS[0];
};

const read = () => {
  const said = texts().filter(({ tag }) => voice(tag));
  reading = said.length > 0;
  button.textContent = WORDS[Number(reading)];
  said.forEach(({ text, tag }, place) => {
    const own = voice(tag);
    const sentence = Object.assign(new SpeechSynthesisUtterance(text), { voice: own, lang: own.lang });
    if (place === said.length - 1) sentence.onend = stop;
    speech.speak(sentence);
  });
};

button.addEventListener("click", () => (reading ? stop() : read()));
addEventListener("pagehide", () => reading && stop());

// Some browsers know their voices a moment later.
const offer = () => {
  if (!row.isConnected && voice(language(title))) title.after(row);
};

if (speech && title) {
  offer();
  speech.addEventListener?.("voiceschanged", offer);
}
