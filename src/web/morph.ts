// How does new text become the old document with the least change? Elements that stay keep focus, and their marks glide.

/** Makes `target`'s children those of `html`, keeping every element whose name and key match at its place. */
export function morph(target: Element, html: string): void {
  const template = document.createElement("template");
  template.innerHTML = html;
  children(target, template.content);
}

function children(old: Node, fresh: Node): void {
  const wanted = [...fresh.childNodes];
  wanted.forEach((node, index) => {
    const current = old.childNodes[index];
    if (!current) old.appendChild(node);
    else if (alike(current, node)) update(current, node);
    else {
      const later = keyOf(node) ? [...old.childNodes].slice(index + 1).find((other) => alike(other, node)) : undefined;
      if (later) {
        old.insertBefore(later, current);
        update(later, node);
      } else if (keyOf(current)) old.insertBefore(node, current);
      else old.replaceChild(node, current);
    }
  });
  while (old.childNodes.length > wanted.length) old.removeChild(old.lastChild!);
}

function alike(a: Node, b: Node): boolean {
  return a.nodeType === b.nodeType && a.nodeName === b.nodeName && keyOf(a) === keyOf(b);
}

function keyOf(node: Node): string {
  return node instanceof Element ? (node.getAttribute("data-key") ?? "") : "";
}

function update(old: Node, fresh: Node): void {
  if (old instanceof Element && fresh instanceof Element) {
    for (const name of old.getAttributeNames()) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
    for (const { name, value } of fresh.attributes) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    if (old instanceof HTMLInputElement && document.activeElement !== old) old.value = old.getAttribute("value") ?? "";
    if (old instanceof HTMLInputElement && old.type === "range") old.value = old.getAttribute("value") ?? "";
    children(old, fresh);
  } else if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
}
