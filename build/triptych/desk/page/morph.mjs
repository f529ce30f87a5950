// One tree made equal to another by changing only what differs: what stays keeps its pictures, its type and its place.

/** Elements whose insides are no text of their own: they are exchanged as a whole. */
const WHOLE = new Set(['math', 'svg'])

const keyOf = node => `${node.nodeName} ${node.textContent}`

/** Whether a node can be made equal to another by changing it. */
const isLike = (node, wanted) => node.nodeType === wanted.nodeType && node.nodeName === wanted.nodeName
  && node.namespaceURI === wanted.namespaceURI && !WHOLE.has(node.localName)

/** Make an element equal to a wanted one of the same name, which may belong to another document. */
export function morph(element, wanted) {
  setAttributes(element, wanted)
  morphChildren(element, wanted)
}

/** Make the children of an element those of a wanted one, as far as possible by keeping them. */
export function morphChildren(element, wanted) {
  const old = [...element.childNodes], next = [...wanted.childNodes]
  let first = 0, last = 0
  const least = Math.min(old.length, next.length)
  while (first < least && adapt(old[first], next[first])) first++
  while (last < least - first && adapt(old.at(-1 - last), next.at(-1 - last))) last++
  const rest = old.slice(first, old.length - last)
  const end = old[old.length - last] ?? null
  for (const node of next.slice(first, next.length - last)) {
    const own = rest.shift()
    if (own && isLike(own, node)) {
      if (own.nodeType === Node.ELEMENT_NODE) morph(own, node)
      else own.nodeValue = node.nodeValue
    } else {
      const copy = element.ownerDocument.importNode(node, true)
      if (own) own.replaceWith(copy)
      else element.insertBefore(copy, end)
    }
  }
  for (const node of rest) node.remove()
}

/** Whether a node has the name and the text of a wanted one; it is made equal then. */
function adapt(node, wanted) {
  if (node.isEqualNode(wanted)) return true
  if (!isLike(node, wanted) || keyOf(node) !== keyOf(wanted)) return false
  if (node.nodeType === Node.ELEMENT_NODE) morph(node, wanted)
  return true
}

function setAttributes(element, wanted) {
  for (const { name } of [...element.attributes]) {
    if (!wanted.hasAttribute(name)) element.removeAttribute(name)
  }
  for (const { name, namespaceURI, value } of wanted.attributes) {
    if (element.getAttribute(name) !== value) element.setAttributeNS(namespaceURI, name, value)
  }
}
