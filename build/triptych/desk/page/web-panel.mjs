// The web panel: the real page in a frame that may run nothing, shown only when it is complete.
import * as blocks from './blocks.mjs'

const $ = id => document.getElementById(id)

export class WebPanel {
  constructor(desk) {
    this.desk = desk
    this.stage = $('web-stage')
    this.frame = null
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
    const frame = document.createElement('iframe')
    frame.className = 'waiting'
    frame.title = 'The article as a web page'
    frame.setAttribute('sandbox', 'allow-same-origin')
    frame.style.colorScheme = $('web-light').value
    frame.src = address
    this.stage.append(frame)
    this.fit(frame)
    await new Promise(done => frame.addEventListener('load', done, { once: true }))
    const doc = frame.contentDocument
    blocks.dress(doc)
    const numbers = this.words.length ? blocks.changed(this.words, doc) : []
    this.restore(frame)
    blocks.listen(doc, { pick: number => this.desk.pick(number, this), key: event => this.desk.key(event) })
    doc.addEventListener('click', event => this.follow(event))
    const old = this.frame
    this.frame = frame
    this.words = blocks.leaves(doc).map(blocks.wordsOf)
    this.remark(old?.contentDocument, doc)
    frame.classList.remove('waiting')
    old?.remove()
    this.revision = revision
    blocks.glow(doc, numbers)
    return numbers
  }

  /** Find the marked block again, whose number may be another now. */
  remark(before, doc) {
    const block = before && this.desk.picked && blocks.findBlock(before, this.desk.picked)
    if (!block) return
    this.desk.picked = blocks.numberOf(blocks.findAgain(doc, blocks.wordsOf(block), this.desk.picked))
    blocks.setClass(doc, 'desk-mark', [this.desk.picked])
  }

  /** Forget the article that was shown. */
  clear() {
    this.frame?.remove()
    this.frame = null
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

  /** Scroll a new frame to where the old one was. */
  restore(frame) {
    const view = frame.contentWindow
    if (!this.frame) return
    const was = this.frame.contentWindow
    const top = blocks.leaves(this.document).find(block => block.getBoundingClientRect().bottom > 0)
    if (!top || was.scrollY === 0) return view.scrollTo(0, was.scrollY)
    const again = blocks.findAgain(frame.contentDocument, blocks.wordsOf(top), blocks.numberOf(top))
    if (again) view.scrollTo(0, view.scrollY + again.getBoundingClientRect().top - top.getBoundingClientRect().top)
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
    const wanted = Number($('web-width').value) || room.width
    const scale = Math.min(1, room.width / wanted)
    frame.style.width = `${wanted}px`
    frame.style.height = `${room.height / scale}px`
    frame.style.transform = `scale(${scale})`
    frame.style.left = `${Math.max(0, (room.width - wanted * scale) / 2)}px`
  }
}
