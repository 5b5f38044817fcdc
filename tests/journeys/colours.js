// What a contrast comes from: for each text that is seen, its own look and what its ancestors paint under it.
// Answers the looks of this page, and keeps in `window.looks` the elements of each: texts of one look have one contrast.
// What cannot be told so has the look '': a text that crosses what is painted beside it, a page with disabled controls.
() => {
  const style = new Map(), painted = [];
  const of = element => style.get(element) || style.set(element, getComputedStyle(element)).get(element);
  const clear = colour => colour === 'rgba(0, 0, 0, 0)' || colour === 'transparent';
  const paints = ({backgroundColor, backgroundImage, boxShadow}, {tagName}) =>
    !clear(backgroundColor) || backgroundImage !== 'none' || boxShadow.includes('inset')
    || ['IMG', 'PICTURE', 'VIDEO', 'CANVAS', 'IFRAME', 'svg'].includes(tagName);
  const pseudo = new Map();
  const beside = element => {
    if (!pseudo.has(element)) {
      const ones = ['::before', '::after'].map(one => getComputedStyle(element, one));
      pseudo.set(element, ones.filter(({content}) => content !== 'none' && content !== 'normal')
        .map(one => [one.backgroundColor, one.backgroundImage, one.position].join(' ')).join('+'));
    }
    return pseudo.get(element);
  };
  const chain = new Map();
  const under = element => {
    if (!element) return '';
    if (!chain.has(element)) {
      const s = of(element), box = element.getBoundingClientRect();
      const own = [s.backgroundColor, s.backgroundImage === 'none' ? '' : s.backgroundImage, s.opacity, s.color,
        s.mixBlendMode, s.filter, s.clipPath, s.overflow !== 'visible' && box.width <= 1, beside(element)];
      chain.set(element, `${under(element.parentElement)}|${own.join(',')}`);
    }
    return chain.get(element);
  };
  const texts = [];
  for (const element of document.body.querySelectorAll('*')) {
    if (!element.checkVisibility({visibilityProperty: true}) && of(element).display !== 'contents') continue;
    const box = element.getBoundingClientRect();
    if (paints(of(element), element) || beside(element)) painted.push([element, box]);
    const own = [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.data).join('').trim();
    const said = own || element.value || element.placeholder || (element.matches('input, select, textarea') ? 'empty' : '');
    if (said) texts.push([element, box, String(said)]);
  }
  const crosses = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const stranger = (element, [other, box], mine) =>
    !other.contains(element) && !element.contains(other) && crosses(mine, box);
  const forced = matchMedia('(forced-colors: active)').matches;
  const disabled = document.querySelector(':disabled, [aria-disabled="true"]') !== null;
  const large = ({fontSize, fontWeight}) => Math.ceil(parseFloat(fontSize) * 72) / 96 >= (fontWeight >= 700 ? 14 : 18); // as axe counts
  window.looks = new Map();
  for (const [element, box, said] of texts) {
    const s = of(element), alone = disabled || painted.some(one => stranger(element, one, box));
    const own = [forced, element.tagName, large(s), s.fontWeight, s.textShadow, s.webkitTextStroke, Math.min(said.length, 2),
      /[\p{L}\p{N}]/u.test(said)];
    const look = alone ? '' : `${under(element)}#${own.join(',')}`;
    window.looks.set(look, [...(window.looks.get(look) || []), element]);
  }
  return [...window.looks.keys()];
}
