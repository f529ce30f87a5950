// The web panel: the real page in a frame that may run nothing. A revision is shown when it is complete: where only its
// words are others the page is made equal to it, else it is loaded in a second frame.
import * as blocks from './blocks.mjs'
import { morph } from './morph.mjs'
import { Place } from './place.mjs'

const $ = id => document.getElementById(id)

/** What decides how a page looks, or what it may load. */
const RULES = 'style, link, base, meta[http-equiv]'

/** The milliseconds for which a page waits for its type at most: a tab that nobody sees may load none. */
const PATIENCE = 1000

/** Wait until a document has the type that it is set in, which is loaded when it is laid out, not before it is. */
function typeOf(doc) {
  doc.documentElement.getBoundingClientRect()
  return Promise.race([doc.fonts.ready, new Promise(done => setTimeout(done, PATIENCE))])
}

/** Whether the page of a frame is complete. */
function isLoaded({ contentDocument: doc }) {
  return doc?.URL !== 'about:blank' && doc?.readyState === 'complete'
}

export class WebPanel {
  constructor(desk) {
    this.desk = desk
    this.stage = $('web-stage')
    this.frame = this.place = null
    this.first = this.stage.querySelector('iframe')
    this.revision = 0
    this.words = []
    new ResizeObserver(() => this.fit()).observe(this.stage)
    $('web-width').addEventListener('change', () => this.fit())
    $('web-light').addEventListener('change', () => this.light())
    if (matchMedia('(prefers-color-scheme: dark)').matches) $('web-light').value = 'dark'
  }

  get document() { return this.frame?.contentDocument ?? null }

  /** Show a revision of an article at the block that was at the top before. */
  async show(address, revision) {
    const now = (this.frame && await this.change(address)) || await this.replace(address)
    this.revision = revision
    const numbers = this.words.length ? blocks.changed(this.words, now) : []
    this.words = now.map(({ words, number }) => ({ words, number }))
    blocks.glow(this.document, numbers)
    return numbers
  }

  /** Make the shown page equal to that of another revision, and list its blocks; null where its style sheets are others. */
  async change(address) {
    const answer = await fetch(address)
    if (!answer.ok) return null
    const wanted = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const { documentElement: root, head } = this.document
    const [rules, wantedRules] = [head, wanted.head].map(each => [...each.querySelectorAll(RULES)])
    if (rules.length !== wantedRules.length || !rules.every((rule, at) => rule.isEqualNode(wantedRules[at]))) return null
    const kept = this.kept()
    morph(root, wanted.documentElement)
    const isEqual = root.isEqualNode(wanted.documentElement)
    const now = this.keep(kept)
    return isEqual ? now : null
  }

  /** Show the page of another revision in a frame of its own, and list its blocks. */
  async replace(address) {
    const frame = await this.load(address)
    const kept = this.kept()
    const before = this.frame
    this.place?.end()
    this.frame = frame
    this.place = new Place(frame)
    const now = this.keep(kept)
    frame.classList.remove('waiting')
    before?.remove()
    return now
  }

  /** What must be as it was when the page is another: where it is, and what is marked. It is read when that happens. */
  kept() {
    const picked = this.document && this.desk.picked && blocks.findBlock(this.document, this.desk.picked)
    return { held: this.place?.take(), words: picked ? blocks.wordsOf(picked) : null }
  }

  /** Find again what was kept; the blocks of the page, as they are listed. */
  keep({ held, words }) {
    const now = blocks.listed(this.document)
    if (held) this.place.go(held, now)
    if (words !== null) this.remark(this.document, now, words)
    return now
  }

  /** Load a page into a new frame, which nobody sees yet. */
  async load(address) {
    const frame = this.takeFirst(address) ?? this.newFrame(address)
    frame.style.colorScheme = $('web-light').value
    this.fit(frame)
    if (!isLoaded(frame)) await new Promise(done => frame.addEventListener('load', done, { once: true }))
    const doc = frame.contentDocument
    blocks.dress(doc)
    await typeOf(doc)
    blocks.listen(doc, { pick: number => this.desk.pick(number, this), key: event => this.desk.key(event) })
    doc.addEventListener('click', event => this.follow(event))
    return frame
  }

  newFrame(address) {
    const frame = document.createElement('iframe')
    frame.className = 'waiting'
    frame.title = 'The article as a web page'
    frame.setAttribute('sandbox', 'allow-same-origin')
    frame.src = address
    this.stage.append(frame)
    return frame
  }

  /** The frame that came with the desk's page, if it is of this address; null where it is of another, or taken. */
  takeFirst(address) {
    const frame = this.first
    this.first = null
    if (frame?.getAttribute('src') === address) return frame
    frame?.remove()
    return null
  }

  /** Find the marked block again, whose number may be another now. */
  remark(doc, now, words) {
    this.desk.picked = blocks.numberOf(blocks.findAgain(now, words, this.desk.picked))
    blocks.setClass(doc, 'desk-mark', [this.desk.picked])
  }

  /** Forget the article that was shown. */
  clear() {
    this.place?.end()
    this.frame?.remove()
    this.frame = this.place = null
    this.revision = 0
    this.words = []
  }

  /** Follow a link within the page; others lead out of the preview, and are shown in a page of their own. */
  follow(event) {
    const link = event.target.closest?.('a[href]')
    if (!link) return
    event.preventDefault()
    const href = link.getAttribute('href')
    if (href.startsWith('#')) {
      const target = this.document.getElementById(decodeURIComponent(href.slice(1)))
      target?.scrollIntoView({ block: 'start' })
    } else if (/^https?:/.test(href)) window.open(href, '_blank', 'noopener,noreferrer')
    else this.desk.say(`This link leads to ${href}.`)
  }

  /** Mark a block, and bring it into view where it is not. */
  mark(number, isOwn) {
    const doc = this.document
    if (!doc) return false
    blocks.setClass(doc, 'desk-mark', number ? [number] : [])
    const block = number && blocks.findBlock(doc, number)
    if (block && !isOwn) block.scrollIntoView({ block: 'center' })
    return Boolean(block)
  }

  flag(numbers) { if (this.document) blocks.setClass(this.document, 'desk-flag', numbers) }

  /** The words of a block, for a line about it. */
  words_of(number) {
    const block = this.document && blocks.findBlock(this.document, number)
    return block ? blocks.wordsOf(block) : ''
  }

  /** The numbers of all blocks that have no other in them. */
  numbers() { return this.document ? blocks.leaves(this.document).map(blocks.numberOf) : [] }

  /** The numbers of the blocks in a block. */
  inner(number) {
    const block = this.document && blocks.findBlock(this.document, number)
    return block ? [...block.querySelectorAll('[data-triptych-b]')].map(blocks.numberOf) : []
  }

  light() { if (this.frame) this.frame.style.colorScheme = $('web-light').value }

  /** Fit the frame into the stage: as wide as the device, scaled down where the stage is narrower. */
  fit(frame = this.frame) {
    if (!frame) return
    const room = this.stage.getBoundingClientRect()
    if (!room.width) return
    const wanted = Number($('web-width').value) || room.width
    const scale = Math.min(1, room.width / wanted)
    frame.style.width = `${wanted}px`
    frame.style.height = `${room.height / scale}px`
    frame.style.transform = `scale(${scale})`
    frame.style.left = `${Math.max(0, (room.width - wanted * scale) / 2)}px`
  }
}
