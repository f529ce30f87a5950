// The e-reader panel: the real EPUB in foliate-js, in the frame of a device.
import * as blocks from './blocks.mjs'
import { Book } from './reader-book.mjs'
import { NotePopup } from './note-popup.mjs'

const $ = id => document.getElementById(id)
const DEVICES = { eink: [372, 496], phone: [390, 780], tablet: [768, 1024] }
const LIGHTS = {
  light: ['#ffffff', '#1b1b1b', 'light'],
  sepia: ['#f7efdc', '#4d3a28', 'light'],
  dark: ['#1c1d1f', '#d9d8d4', 'dark'],
  grey: ['#ebebe6', '#1d1d1d', 'light'],
}
const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other)
const START = '@namespace epub "http://www.idpf.org/2007/ops";'

export class ReaderPanel {
  constructor(desk) {
    this.desk = desk
    this.stage = $('reader-stage')
    this.revision = 0
    this.size = 100
    this.view = null
    this.isThere = Boolean(document.querySelector('meta[name="triptych-reader"]').content)
    if (this.isThere) this.build()
    else this.advise()
  }

  /** Say how the e-reader is installed. */
  advise() {
    const advice = document.createElement('p')
    advice.className = 'advice'
    advice.append('The e-reader is not installed. Web page and paper work without it; to have it, type', document.createElement('br'))
    const code = document.createElement('code')
    code.textContent = 'make reader'
    advice.append(code)
    this.stage.append(advice)
    for (const control of document.querySelectorAll('#reader .panel-bar :is(select, .pair)')) control.hidden = true
  }

  build() {
    this.device = document.createElement('div')
    this.device.className = 'device'
    this.note = new NotePopup(this.device)
    this.pager = document.createElement('div')
    this.pager.className = 'pager'
    this.pager.innerHTML = `<button id="reader-back" aria-label="Page back">‹</button>
      <output id="reader-place" aria-label="Place in the book"></output>
      <button id="reader-on" aria-label="Page on">›</button>
      <label class="unseen" for="reader-contents">Contents</label><select id="reader-contents"></select>`
    this.stage.append(this.device, this.pager)
    $('reader-back').addEventListener('click', () => this.view?.goLeft())
    $('reader-on').addEventListener('click', () => this.view?.goRight())
    $('reader-contents').addEventListener('change', event => event.target.value && this.view?.goTo(event.target.value))
    $('reader-device').addEventListener('change', () => this.fit())
    $('reader-light').addEventListener('change', () => this.style())
    $('reader-smaller').addEventListener('click', () => this.resize(-10))
    $('reader-larger').addEventListener('click', () => this.resize(10))
    new ResizeObserver(() => this.fit()).observe(this.stage)
    this.swipe()
    this.fit()
    const modules = ['footnotes', 'view', 'paginator', 'epub', 'vendor/zip']
    this.loaded = Promise.all(modules.map(name => import(`/desk/foliate/${name}.js`))).then(([{ FootnoteHandler }]) => {
      this.FootnoteHandler = FootnoteHandler
    })
  }

  get documents() { return this.view?.renderer?.getContents?.() ?? [] }

  /** Show a revision of the book at the block that was shown before. */
  async show(address, revision) {
    if (!this.isThere) return
    const [buffer] = await Promise.all([fetch(address).then(answer => answer.arrayBuffer()), this.loaded])
    if (!await this.change(buffer)) await this.open(buffer)
    this.revision = revision
    if (this.view.lastLocation) this.locate(this.view.lastLocation)
    this.note.end()
    if (this.desk.picked) this.each(doc => blocks.setClass(doc, 'desk-mark', [this.desk.picked]))
  }

  /** Show a revision in the pages that are shown; whether only its words are others, so that this can be done. */
  async change(buffer) {
    const [shown] = this.documents
    let place = null
    const isRevised = shown && await this.book.revise(buffer, shown, () => { place = this.place() })
    if (place) {
      this.view.renderer.render()
      await this.begin(this.view, place)
    }
    return Boolean(isRevised) && this.documents[0]?.doc === shown.doc  // else another file was turned to meanwhile
  }

  /** Open a book in a view of its own, which is seen when it is complete. */
  async open(buffer) {
    const book = await Book.open(buffer)
    const view = document.createElement('foliate-view')
    view.className = 'waiting'
    this.device.append(view)
    view.addEventListener('load', event => this.prepare(event.detail.doc))
    view.addEventListener('relocate', event => view === this.view && this.locate(event.detail))
    try {
      await view.open(book.epub)
      this.equip(view)
      await this.follow(view)
    } catch (error) {
      view.remove()
      book.close()
      throw error
    }
    const before = this.view && this.end.bind(this, this.view, this.book)
    this.view = view
    this.book = book
    view.classList.remove('waiting')
    before?.()
    this.list()
  }

  /** Give a view its margins and colours, and do what its links ask for. */
  equip(view) {
    view.renderer.setAttribute('margin', '22px')
    view.renderer.setAttribute('gap', '7%')
    view.renderer.setAttribute('max-column-count', '1')
    view.renderer.setStyles?.(this.css())
    const notes = new this.FootnoteHandler()
    notes.addEventListener('before-render', event => this.note.show(event.detail.view, this.css()))
    view.addEventListener('link', event => notes.handle(view.book, event)?.catch(() => {}))
    view.addEventListener('external-link', event => {
      event.preventDefault()
      window.open(event.detail.href, '_blank', 'noopener,noreferrer')
    })
  }

  /** Close a view and its book. */
  end(view, book) {
    this.note.end()
    view.close()
    view.remove()
    book.close()
  }

  clear() {
    if (this.view) this.end(this.view, this.book)
    this.view = null
    this.revision = 0
  }

  /** Where the book is open: its file, and the words of the first block in view. */
  place() {
    const range = this.view?.lastLocation?.range
    const block = range && blocks.blockOf(range.startContainer)
    const file = this.view?.book.sections[this.documents[0]?.index]?.id
    const words = block ? blocks.wordsOf(block) : ''
    return { file, words, number: blocks.numberOf(block), offset: block ? blocks.offsetIn(block, range) : 0 }
  }

  /** Open a book where the one is that is shown, also if its pages are turned meanwhile. */
  async follow(view) {
    for (let place = null, wanted = this.place(); !isSame(place, wanted); wanted = this.place()) {
      place = wanted
      await this.begin(view, place)
    }
  }

  /** Open a book at a place, or where its text begins. */
  async begin(view, { file, words, number, offset }) {
    const index = view.book.sections.findIndex(section => section.id === file)
    if (index < 0) return view.init({ showTextStart: true })
    const find = doc => {
      const block = words && blocks.findAgain(blocks.listed(doc), words, number)
      return block ? blocks.rangeAt(block, offset) : 0
    }
    await view.renderer.goTo({ index, anchor: find })
  }

  prepare(doc) {
    blocks.dress(doc)
    blocks.listen(doc, { pick: number => this.desk.pick(number, this), key: event => this.key(event) })
  }

  each(work) { for (const { doc } of this.documents) work(doc) }

  /** Mark a block, and turn to its page. */
  async mark(number, isOwn) {
    if (!this.view) return false
    this.each(doc => blocks.setClass(doc, 'desk-mark', number ? [number] : []))
    if (!number) return false
    for (const { doc, index } of this.documents) {
      const block = blocks.findBlock(doc, number)
      if (!block) continue
      if (!isOwn) await this.view.renderer.goTo({ index, anchor: () => block })
      return true
    }
    return false
  }

  flag(numbers) { this.each(doc => blocks.setClass(doc, 'desk-flag', numbers)) }

  glow(numbers) { this.each(doc => blocks.glow(doc, numbers)) }

  /** Turn pages by keys where the e-reader has the focus; all other keys are the desk's. */
  key(event) {
    const turns = { ArrowLeft: 'goLeft', ArrowRight: 'goRight', PageUp: 'prev', PageDown: 'next', ' ': 'next' }
    const turn = !event.ctrlKey && !event.metaKey && !event.altKey && turns[event.key]
    if (!turn || !this.view) return this.desk.key(event)
    event.preventDefault()
    this.view[turn]()
  }

  /** Turn pages by a click or a pull with the mouse over the margin; foliate-js itself turns them by touch. */
  swipe() {
    let from = null
    this.device.addEventListener('pointerdown', event => { from = event.pointerType === 'touch' ? null : event.clientX })
    this.device.addEventListener('click', event => {
      const by = from === null ? 0 : event.clientX - from
      from = null
      if (event.target.closest('.popup')) return
      const room = this.device.getBoundingClientRect()
      const at = (event.clientX - room.left) / room.width
      if (by < -40 || (Math.abs(by) <= 40 && at > 0.9)) this.view?.goRight()
      else if (by > 40 || at < 0.1) this.view?.goLeft()
    })
  }

  locate({ fraction, tocItem }) {
    $('reader-place').textContent = `${Math.round((fraction ?? 0) * 100)} %`
    if (tocItem?.href) $('reader-contents').value = tocItem.href
  }

  /** List the contents of the book. */
  list() {
    const options = []
    const walk = (items, depth) => {
      for (const item of items ?? []) {
        const option = document.createElement('option')
        option.value = item.href ?? ''
        option.textContent = `${'\u2003'.repeat(depth)}${item.label?.trim() ?? ''}`
        options.push(option)
        walk(item.subitems, depth + 1)
      }
    }
    walk(this.view.book.toc, 0)
    $('reader-contents').replaceChildren(...options)
    $('reader-contents').hidden = !options.length
  }

  resize(by) {
    this.size = Math.max(60, Math.min(220, this.size + by))
    this.style()
  }

  /** Fit the device into the stage; where there is no room, text is smaller by as much. */
  fit() {
    const name = $('reader-device').value
    const [width, height] = DEVICES[name]
    const room = this.stage.getBoundingClientRect()
    const scale = Math.min(1, (room.width - 56) / width, (room.height - 110) / height)
    if (scale <= 0) return
    this.scale = scale
    this.device.dataset.device = name
    Object.assign(this.device.style, { boxSizing: 'content-box', width: `${width * scale}px`, height: `${height * scale}px` })
    this.style()
  }

  /** The rules that a reading system adds: colours, text size, and notes only in popups. */
  css() {
    const [paper, ink, scheme] = LIGHTS[$('reader-light').value]
    const size = Math.round(this.size * (this.scale ?? 1))
    const tone = $('reader-light').value === 'light' ? '' : `html, body { background: ${paper} !important; color: ${ink} !important; }`
    return `${START} html { color-scheme: ${scheme}; font-size: ${size}% !important; } ${tone}
      aside[epub|type~="footnote"], aside[epub|type~="endnote"] { display: none; }`
  }

  style() {
    const light = $('reader-light').value
    this.device.dataset.light = light
    this.device.style.background = LIGHTS[light][0]
    this.view?.renderer?.setStyles?.(this.css())
  }
}
