// Every text and form control whose computed colours lie too close to what is behind them: WCAG 1.4.3 and 1.4.11.
(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = '#000'; canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255];
  };
  const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const light = ([r, g, b]) => {
    const part = [r, g, b].map(v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * part[0] + 0.7152 * part[1] + 0.0722 * part[2];
  };
  const ratio = (one, two) => {
    const [a, b] = [light(one), light(two)].sort((x, y) => y - x); return (a + 0.05) / (b + 0.05);
  };
  const ground = (element) => {
    const layers = [];
    for (let e = element; e; e = e.parentElement) {
      const colour = rgba(getComputedStyle(e).backgroundColor);
      if (colour[3] > 0) layers.push(colour);
      if (colour[3] === 1) break;
    }
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255, 1]);
  };
  const seen = (e) => {
    const box = e.getBoundingClientRect(), style = getComputedStyle(e);
    return box.width > 1 && box.height > 1 && style.visibility !== 'hidden' && style.display !== 'none'
      && !e.closest('.mw-visually-hidden, template, [hidden]') && e.checkVisibility({ contentVisibilityAuto: true });
  };
  const hex = (c) => '#' + c.slice(0, 3).map(v => Math.round(v).toString(16).padStart(2, '0')).join('');
  const faint = [];
  const note = (e, text, front, back, needed) => {
    const found = ratio(over(front, back), back);
    if (found < needed - 0.005) faint.push({
      what: `${e.tagName.toLowerCase()}.${e.getAttribute('class') || ''}: ${text.trim().slice(0, 50)}`,
      ratio: Math.round(found * 100) / 100, needed, colours: `${hex(front)} on ${hex(back)}` });
  };
  for (const e of document.querySelectorAll('body *')) {
    if (!seen(e)) continue;
    const style = getComputedStyle(e);
    const text = [...e.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join('').trim();
    if (text) {
      const inDrawing = e.namespaceURI.endsWith('svg');
      const size = parseFloat(style.fontSize), bold = parseInt(style.fontWeight) >= 700;
      const needed = size >= 24 || (bold && size >= 18.66) ? 3 : 4.5;
      note(e, text, rgba(inDrawing ? style.fill : style.color), ground(inDrawing ? e.ownerSVGElement.parentElement : e), needed);
    }
    if (e.matches('input:not([type=hidden]):not([type=file]):not([type=checkbox]):not([type=radio]), select, textarea')) {
      note(e, 'edge of ' + (e.name || e.id), rgba(style.borderTopColor), ground(e.parentElement), 3);
      note(e, 'typed text in ' + (e.name || e.id), rgba(style.color), ground(e), 4.5);
      if (e.placeholder) note(e, 'placeholder of ' + (e.name || e.id),
        rgba(getComputedStyle(e, '::placeholder').color), ground(e), 4.5);
    }
    if (e.matches('svg.mw-icon')) note(e, 'icon', rgba(style.color), ground(e), 3);
  }
  return faint;
})()
