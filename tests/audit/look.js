// What a machine sees of a page as it stands, without pressing anything: `look.name()` gives the faults, in words.
// `look.has(selector)` tells whether a criterion applies; those that a selector cannot say begin with a colon.
() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const seen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: false });
  const shown = (element) => element.outerHTML.replace(/\s+/g, " ").slice(0, 90);
  const words = (element) => (element?.textContent || "").replace(/\s+/g, " ").trim();
  const name = (element) => element.getAttribute("aria-label")
    || (element.getAttribute("aria-labelledby") || "").split(" ").map((id) => words(document.getElementById(id))).join(" ").trim()
    || [words(element), ...all("img", element).map((image) => image.alt)].join(" ").trim();
  const told = (elements, why) => elements.map((element) => `${why} : ${shown(element)}`);
  const channels = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const light = (colour) => {
    const [r, g, b] = channels(colour).map((one) => one / 255).map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const clear = (colour) => channels(colour)[3] === 0;
  const beneath = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const { backgroundColor } = getComputedStyle(one);
      if (!clear(backgroundColor)) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  // A part is told from what surrounds it by its border, or by its own ground.
  const standsOut = (element) => {
    const style = getComputedStyle(element), around = beneath(element.parentElement);
    const border = parseFloat(style.borderBottomWidth) > 0 && !clear(style.borderBottomColor) && contrast(style.borderBottomColor, around) >= 3;
    return border || (!clear(style.backgroundColor) && contrast(style.backgroundColor, around) >= 3);
  };
  const EMPTY_MEANING = /^(cliquez ici|ici|en savoir plus|lire la suite|suite|voir|plus|lien|détails?)$/i;
  const TOKENS = { email: ["email", "username"], tel: ["tel"], given: ["given-name", "name"] };
  const NO_TEXT = /^(none|normal|counter.*|attr.*|url.*|var.*|open-quote|close-quote)$/;
  const PICTURES = /\p{Extended_Pictographic}/u;
  const fields = () => all("input:not([type=hidden], [type=submit], [type=button]), select, textarea").filter(seen).filter((one) => !one.closest(".trap"));
  const inner = (rule) => (rule.cssRules && !rule.selectorText ? [...rule.cssRules].flatMap(inner) : [rule]);
  const rules = () => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].flatMap(inner));

  window.look = {
    has: (what) => {
      if (what === ":never") return false;
      if (what === ":pictures") return PICTURES.test(document.body.innerText.replace(/[©®™✓→←↑↓✔]/gu, ""));
      if (what === ":two fields") return fields().length > 1;
      if (what === ":long lists") return all("select").some((list) => list.options.length > 10);
      if (what === ":personal") return all("input[type=email], input[type=tel], input[name*=first_name], input[name=name]").some(seen);
      if (what === ":foreign words") return all("[lang]", document.body).length > 0;
      return all(what).length > 0;
    },
    images: () => [
      ...told(all("img:not([alt])"), "image sans alternative"),
      ...told(all("svg:not([aria-hidden=true])").filter((one) => one.getAttribute("role") !== "img" || !name(one)), "dessin sans nom"),
    ],
    decorations: () => [
      ...told(all("svg[aria-hidden=true]").filter((one) => one.querySelector("title, desc, text")), "dessin caché qui porte un texte"),
      ...told(all("img[alt=''][title], img[alt=''][aria-label]"), "décor qui porte un nom"),
    ],
    short_alternatives: () => told(
      all("img[alt]").filter(({ alt }) => alt.length > 120 || /\.(png|jpe?g|webp|svg)$/i.test(alt)), "alternative trop longue, ou nom de fichier"),
    parts: () => told(
      [...fields().filter((one) => !["checkbox", "radio"].includes(one.type)), ...all("button, a.button").filter(seen)]
        .filter((one) => !one.matches(".link, .trap *") && !clear(getComputedStyle(one).borderBottomColor) && !standsOut(one)), "bord à moins de 3 pour 1"),
    tables: () => all("table").flatMap((table) => [
      ...(words(table.caption) ? [] : [`tableau sans titre : ${shown(table)}`]),
      ...told(all("th:not([scope])", table), "en-tête sans portée"),
      ...(all("th", table).length ? [] : [`tableau sans en-tête : ${shown(table)}`]),
    ]),
    no_layout_table: () => told(all("table[role=presentation], table[role=none]"), "tableau de mise en page"),
    links: () => {
      const vague = told(all("a[href]").filter((one) => EMPTY_MEANING.test(name(one))), "lien qui ne dit rien");
      const same = all("li, p, td, th, dd").flatMap((place) => {
        const own = all("a[href]", place).filter((one) => one.closest("li, p, td, th, dd") === place);
        return own.filter((one) => own.some((other) => name(other) === name(one) && other.href !== one.href));
      });
      return [...vague, ...told(same, "même lien, deux adresses")];
    },
    doctype: () => (document.doctype?.name === "html" && document.compatMode === "CSS1Compat" ? [] : ["pas de doctype"]),
    ids: () => all("[id]").map(({ id }) => id).filter((id, at, ids) => ids.indexOf(id) !== at).map((id) => `identifiant en double : ${id}`),
    language: () => (document.documentElement.lang === "fr" ? [] : ["la page ne dit pas qu’elle est en français"]),
    languages: () => told(all("[lang]", document.body).filter(({ lang }) => !/^[a-z]{2}(-[A-Z]{2})?$/.test(lang)), "code de langue inconnu"),
    direction: () => told(
      all("body *").filter((one) => !one.children.length && /[\u0590-\u07ff]/.test(one.textContent) && getComputedStyle(one).direction !== "rtl"),
      "texte de droite à gauche non déclaré"),
    title: () => {
      const said = words(document.querySelector("title")).replace(/^Erreur : /, "");
      return said.startsWith(words(document.querySelector("h1"))) ? [] : ["le titre ne commence pas comme la page"];
    },
    spacing_marks: () => [
      ...told(all("br + br"), "ligne vide faite de br"),
      ...told(all("p, h1, h2, h3, h4, li, dt, dd").filter((one) => !words(one) && !one.children.length && !one.matches("[role], [aria-live]")), "élément vide"),
      ...told(all("blockquote").filter((one) => !words(one)), "citation vide"),
    ],
    outline: () => {
      const levels = all("h1, h2, h3, h4, h5, h6").map(({ tagName }) => Number(tagName[1]));
      return [
        ...(levels.filter((level) => level === 1).length === 1 ? [] : ["il faut un titre de premier niveau, et un seul"]),
        ...(levels.some((level, at) => at && level > levels[at - 1] + 1) ? [`niveau de titre sauté : ${levels}`] : []),
      ];
    },
    landmarks: () => [
      ...["main", "body > header", "body > footer, .foot", "nav"].filter((one) => !all(one).length).map((one) => `zone absente : ${one}`),
      ...(all("main").length > 1 ? ["plusieurs main"] : []),
      ...told(all("nav").filter((one, at, navs) => !name(one) || navs.some((other) => other !== one
        && other.getAttribute("aria-label") && other.getAttribute("aria-label") === one.getAttribute("aria-label"))), "menu sans nom à lui"),
    ],
    presentation: () => told(
      all("font, center, big, strike, tt, [align], [bgcolor], [border], [color], [style]").filter((one) => !one.closest("svg")),
      "présentation dans le HTML"),
    generated: () => all("body *").filter(seen).flatMap((one) => ["::before", "::after"]
      .filter((part) => /[\p{L}\p{N}]{2}/u.test(getComputedStyle(one, part).content.replace(NO_TEXT, "")))
      .map((part) => `texte écrit par la feuille de style (${part}) : ${shown(one)}`)),
    grounds: () => ["color", "backgroundColor"].filter((one) => !rules().some((rule) => /(^|,)\s*(body|html|:root)\b/.test(rule.selectorText || "")
      && (rule.style?.[one] || (one === "backgroundColor" && rule.style?.background)))).map((one) => `${one} n’est pas déclaré sur la page`),
    near: () => fields().flatMap((field) => {
      const label = field.labels?.[0];
      if (!label || label.contains(field) || !seen(label)) return [];
      const [a, b] = [label.getBoundingClientRect(), field.getBoundingClientRect()];
      const between = all(".hint, .error, p", field.parentElement).reduce((sum, one) => sum + one.getBoundingClientRect().height, 0);
      return b.top - a.bottom > between + 40 || a.right < b.left - 40 ? [`étiquette loin du champ : ${shown(field)}`] : [];
    }),
    groups: () => told(all("input[type=radio], input[type=checkbox]").filter((one) => seen(one)
      && all(`input[name="${one.name}"]:not([type=hidden])`, one.form || document).length > 1
      && !words(one.closest("fieldset")?.querySelector("legend"))), "choix sans groupe ni légende")
      .concat(told(all("fieldset").filter((one) => !words(one.querySelector("legend"))), "groupe sans légende")),
    labels_alike: () => {
      const found = new Map();
      return fields().filter((one) => !["radio", "checkbox"].includes(one.type) && one.name).flatMap((one) => {
        const said = words(one.labels?.[0]), first = found.get(one.name) || said;
        found.set(one.name, first);
        return said && first !== said ? [`deux noms pour ${one.name} : ${first}, ${said}`] : [];
      });
    },
    personal: () => fields().filter(({ type, name: field, form }) => (TOKENS[type] || /^(public_)?first_name$/.test(field)) && form?.method === "post")
      .filter((one) => !(TOKENS[one.type] || TOKENS.given).includes(one.autocomplete)).map((one) => `champ sur soi sans autocomplete : ${shown(one)}`),
    compulsory: () => fields().filter((one) => one.type === "password" || one.getAttribute("aria-required") === "true")
      .filter((one) => !/obligatoire|facultati/i.test(words(one.form.parentElement))
        && fields().filter(({ form }) => form === one.form).length > 1)
      .map((one) => `rien ne dit que c’est obligatoire : ${shown(one)}`),
    keys: () => told(all("[accesskey]"), "raccourci accesskey"),
    keys_off: () => (all("[data-key]").length && !all("[data-keys-off]").length ? ["des touches seules, qu’on ne peut pas couper"] : []),
    windows: () => told(all("[target=_blank]"), "nouvelle fenêtre"),
    limits: () => told(all("meta[http-equiv=refresh]"), "page qui se recharge"),
    motion: () => document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime > 5000).map(() => "mouvement de plus de cinq secondes"),
    flashes: () => told(all("blink, marquee, img[src$='.gif']"), "clignotement possible"),
    skip: () => {
      const first = all("a[href], button, input, summary, select, textarea").find((one) => one.tabIndex >= 0 && seen(one));
      return first?.matches("a[href^='#']") && document.querySelector(first.getAttribute("href")) ? [] : ["le premier arrêt ne mène pas au contenu"];
    },
    order: () => told(all("[tabindex]").filter(({ tabIndex }) => tabIndex > 0), "ordre forcé"),
    small: () => told(all("a[href], button, summary, input, select, textarea").filter((one) => {
      const box = one.getBoundingClientRect(), label = one.closest("label")?.getBoundingClientRect();
      const inText = one.tagName === "A" && getComputedStyle(one).display === "inline";
      return seen(one) && !inText && !one.closest(".trap, .skip") && !one.matches(".skip")
        && Math.max(box.height, label?.height || 0) < 24;
    }), "cible de moins de 24 pixels"),
    menus: () => all("header nav a, .foot nav a").map((one) => one.getAttribute("href")),
  };
}
