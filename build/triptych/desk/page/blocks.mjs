// The blocks of an article in any of its editions: found by the mark that the desk sets on each.
const MARK = 'data-triptych-b'

const LOOK = `
[${MARK}].desk-mark { outline: 2px solid #d08a00 !important; outline-offset: 3px; border-radius: 2px; }
[${MARK}].desk-glow { outline: 3px solid #2f7fd8 !important; outline-offset: 3px; border-radius: 2px; }
[${MARK}].desk-flag { box-shadow: -6px 0 0 -2px #d08a00; }
:root { overflow-anchor: none; }`

/** The block that a node is in, or null. */
export const blockOf = node => (node?.nodeType === 1 ? node : node?.parentElement)?.closest?.(`[${MARK}]`) ?? null

/** The number of a block, as all editions know it. */
export const numberOf = block => block?.getAttribute(MARK) ?? ''

/** The block of a document with a number, or null; a block in several parts has several elements. */
export const findBlock = (doc, number) => doc.querySelector(`[${MARK}="${CSS.escape(number)}"]`)

/** The words of a block, by which it is known again when numbers have moved. */
export const wordsOf = block => {
  const words = block.textContent.normalize('NFKC').replace(/\s+/g, ' ').trim()
  return words || [...block.querySelectorAll('img')].map(img => img.alt + img.naturalWidth + img.src.length).join()
}

/** All blocks of a document that have no other in them: their elements. */
export const leaves = doc => [...doc.querySelectorAll(`[${MARK}]`)].filter(block => !block.querySelector(`[${MARK}]`))

/** The blocks of a document that have no other in them, each with its words and its number. */
export const listed = doc => leaves(doc).map(block => ({ block, words: wordsOf(block), number: numberOf(block) }))

/** The numbers of the blocks, as they are listed, whose words were not among those before. */
export function changed(before, now) {
  const known = new Map()
  for (const { words } of before) known.set(words, (known.get(words) ?? 0) + 1)
  return now.filter(({ words }) => {
    const left = known.get(words) ?? 0
    if (left) known.set(words, left - 1)
    return !left && words
  }).map(({ number }) => number)
}

/** Of blocks as they are listed, the one with the same words that is nearest to a number, else the nearest. */
export function findAgain(all, words, number) {
  const far = each => Math.abs(parseInt(each.number, 10) - parseInt(number, 10)) || 0
  const nearest = some => some.reduce((best, each) => (best && far(best) <= far(each) ? best : each), null)
  const found = nearest(all.filter(each => each.words === words)) 
  return found?.block ?? (all[0] && findBlock(all[0].block.ownerDocument, number)) ?? nearest(all)?.block ?? null
}

/** The number of letters of a block before the beginning of a range in it. */
export function offsetIn(block, range) {
  const before = block.ownerDocument.createRange()
  before.setStart(block, 0)
  before.setEnd(range.startContainer, range.startOffset)
  return before.toString().length
}

/** The place behind a number of letters of a block, or the block itself. */
export function rangeAt(block, offset) {
  const walker = block.ownerDocument.createTreeWalker(block, NodeFilter.SHOW_TEXT)
  for (let left = offset; offset && walker.nextNode(); left -= walker.currentNode.length) {
    if (left >= walker.currentNode.length) continue
    const range = block.ownerDocument.createRange()
    range.setStart(walker.currentNode, left)
    range.setEnd(walker.currentNode, walker.currentNode.length)
    return range
  }
  return block
}

/** Make a document know how marks look. No rule of its own is changed, and nothing is added to its text. */
export function dress(doc) {
  const sheet = new doc.defaultView.CSSStyleSheet()
  sheet.replaceSync(LOOK)
  doc.adoptedStyleSheets = [...doc.adoptedStyleSheets, sheet]
}

/** Set the class of the blocks with these numbers, and take it from all others. */
export function setClass(doc, name, numbers) {
  for (const block of doc.querySelectorAll(`.${name}`)) block.classList.remove(name)
  for (const number of numbers) findBlock(doc, number)?.classList.add(name)
}

/** Set the class of blocks for a moment. */
export function glow(doc, numbers) {
  setClass(doc, 'desk-glow', numbers)
  setTimeout(() => setClass(doc, 'desk-glow', []), 1600)
}

/** Report clicks on blocks of a document, but those on links, and keys, to the desk around it. */
export function listen(doc, { pick, key }) {
  doc.addEventListener('click', event => {
    const link = event.target.closest?.('a[href]')
    const block = blockOf(event.target)
    if (!link && block && !doc.getSelection()?.toString()) pick(numberOf(block))
  })
  doc.addEventListener('keydown', key)
}
