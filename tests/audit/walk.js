// What the walk through a page asks of it: where the focus is, what a box cuts, letters set apart.
() => {
  const shown = (one) => one.outerHTML.replace(/\s+/g, " ").slice(0, 90);
  const between = (value, most) => Math.min(Math.max(value, 1), most - 1);
  let stops = [], sheets = [];

  window.walk = {
    // Wherever the page put the focus, the walk begins before its first element.
    begin: () => {
      const start = document.createElement("span");
      start.tabIndex = -1;
      document.body.prepend(start);
      start.focus();
      start.remove();
      scrollTo(0, 0);
      stops = [];
    },
    // The element that has the focus; whether it was the first one already; whether it hides.
    stop: () => {
      const one = document.activeElement, box = one.getBoundingClientRect();
      const inside = box.bottom > 0 && box.top < innerHeight;
      const at = inside && document.elementFromPoint(
        between(box.left + box.width / 2, innerWidth), between(box.top + box.height / 2, innerHeight));
      const seen = at && (one.contains(at) || at.contains(one) || at.closest("label")?.contains(one));
      const again = stops.indexOf(one) === 0;
      stops.push(one);
      return { body: one === document.body, again, html: shown(one), hidden: !seen };
    },
    // What could have had the focus and never did; a group of radios is one stop.
    missed: () => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
      .filter((one) => one.tabIndex >= 0 && !one.disabled && one.type !== "hidden" && one.checkVisibility({ visibilityProperty: true }))
      .filter((one) => !stops.includes(one) && !(one.type === "radio" && stops.some((stop) => stop.name === one.name)))
      .map(shown),
    // Texts that a box of a fixed height cuts.
    cut: () => [...document.body.querySelectorAll("*")]
      .filter((one) => one.checkVisibility() && ["hidden", "clip"].includes(getComputedStyle(one).overflowY)
        && one.clientHeight > 2 && one.clientWidth > 2 && one.scrollHeight > one.clientHeight + 2 && one.innerText?.trim())
      .map(shown).slice(0, 3),
    // The distances that WCAG 1.4.12 names.
    space: () => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
        p { margin-block-end: 2em !important }`);
      sheets = [...document.adoptedStyleSheets];
      document.adoptedStyleSheets = [...sheets, sheet];
    },
    unspace: () => { document.adoptedStyleSheets = sheets; },
  };
}
