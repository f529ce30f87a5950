// The paper panel: pages drawn by the desk, those in view first; a page stays until its successor is drawn.
import { PageStrip } from './page-strip.mjs'

const $ = id => document.getElementById(id)

export class PaperPanel {
  constructor(desk) {
    this.desk = desk
    this.stage = $('paper-stage')
    this.host = document.createElement('div')
    this.host.className = 'sheets'
    this.stage.append(this.host)
    this.sheets = []
    this.sizes = []
    this.boxes = {}
    this.revision = 0
    this.next = 0
    this.drawn = new Set()
    this.strip = new PageStrip(this)
    this.seen = new IntersectionObserver(entries => this.look(entries), { root: this.stage, rootMargin: '200px' })
    new ResizeObserver(() => this.lay()).observe(this.stage)
    $('paper-zoom').addEventListener('change', () => { this.lay(); if (this.desk.picked) this.mark(this.desk.picked, false) })
    this.host.addEventListener('click', event => this.click(event))
  }

  /**
   * Show the pages of a revision. Returns when those in view are drawn; false where one of them could not be,
   * though it is there: the server had another revision by then, or was too busy.
   */
  async show(article, places) {
    const [answer] = await Promise.all([fetch(`/pages?a=${encodeURIComponent(article)}`), places])
    if (!answer.ok) return false
    const found = await answer.json()
    this.article = article
    this.sizes = found.sizes
    this.drawn = new Set(found.drawn)
    this.next = found.revision
    this.boxes = this.desk.places.boxes
    while (this.sheets.length > this.sizes.length) this.drop(this.sheets.pop())
    while (this.sheets.length < this.sizes.length) this.add()
    this.lay()
    this.strip.show()
    this.mark(this.desk.picked, true)
    const visible = this.visible()
    const done = await Promise.all(visible.map(sheet => this.draw(sheet)))
    const isDrawn = done.every(Boolean)
    if (isDrawn) this.revision = found.revision
    for (const sheet of this.sheets) if (sheet.isNear) this.draw(sheet)
    return isDrawn || !visible.every(({ number }) => this.drawn.has(number))
  }

  /** Whether any of a page is in view. */
  isVisible(sheet) {
    const at = sheet.element.getBoundingClientRect()
    const room = this.stage.getBoundingClientRect()
    return at.bottom > room.top && at.top < room.bottom
  }

  /** The pages that are in view. */
  visible() { return this.sheets.filter(sheet => this.isVisible(sheet)) }

  clear() {
    for (const sheet of this.sheets.splice(0)) this.drop(sheet)
    this.strip.clear()
    this.revision = this.next = 0
  }

  /** Draw every page again when it is shown the next time. */
  forget() {
    for (const each of [...this.sheets, ...this.strip.thumbs]) each.drawn = ''
  }

  add() {
    const number = this.sheets.length
    const element = document.createElement('div')
    element.className = 'sheet'
    element.dataset.page = number
    const label = document.createElement('span')
    label.className = 'sheet-number'
    label.textContent = number + 1
    label.setAttribute('aria-hidden', 'true')
    element.append(label)
    this.host.append(element)
    this.sheets.push({ number, element, img: null, drawn: '', isNear: false })
    this.seen.observe(element)
  }

  drop(sheet) {
    this.seen.unobserve(sheet.element)
    sheet.element.remove()
  }

  look(entries) {
    for (const entry of entries) {
      const sheet = this.sheets[Number(entry.target.dataset.page)]
      if (!sheet) continue
      sheet.isNear = entry.isIntersecting
      if (sheet.isNear) this.draw(sheet)
    }
  }

  /** Draw a page, unless it is drawn; the picture before it stays until then. Whether it is drawn now. */
  draw(sheet) {
    const width = Math.ceil(sheet.width * devicePixelRatio)
    const wanted = `${this.article} ${this.next} ${width}`
    if (!width || !this.drawn.has(sheet.number)) return false
    if (sheet.drawn === wanted) return sheet.drawing
    sheet.drawn = wanted
    sheet.drawing = this.paintPage(sheet, width, wanted)
    return sheet.drawing
  }

  async paintPage(sheet, width, wanted) {
    const img = new Image()
    img.alt = `Page ${sheet.number + 1}`
    img.src = `/pages/${sheet.number}.png?a=${encodeURIComponent(this.article)}&w=${width}&v=${this.visible().map(each => each.number).join('-')}&r=${this.next}`
    try { await img.decode() } catch { sheet.drawn = ''; return false }
    if (sheet.drawn !== wanted) return sheet.drawn ? sheet.drawing : false  // drawn in another width meanwhile
    sheet.img?.remove()
    sheet.img = img
    sheet.element.prepend(img)
    return true
  }

  /** Set the size of all pages; the page at the top stays there. */
  lay() {
    const zoom = $('paper-zoom').value
    const room = this.stage.clientWidth - 24
    const height = this.stage.clientHeight - 24
    if (room <= 0) return
    const top = this.stage.getBoundingClientRect().top
    const sheet = this.stage.scrollTop && this.sheets.find(({ element }) => element.getBoundingClientRect().bottom > top)
    const before = sheet && sheet.element.getBoundingClientRect()
    this.size(zoom, room, height)
    if (!before?.height) return
    const after = sheet.element.getBoundingClientRect()
    this.stage.scrollBy({ top: after.top - top - (before.top - top) * (after.height / before.height), behavior: 'instant' })
  }

  size(zoom, room, height) {
    this.host.dataset.zoom = zoom
    this.sheets.forEach((sheet, number) => {
      const [w, h] = this.sizes[number]
      const widths = { width: room, page: Math.min(room, (height * w) / h), spread: Math.floor((room - 14) / 2), thumbs: 110 }
      sheet.width = Math.max(60, widths[zoom] ?? ((w * 4) / 3) * (Number(zoom) / 100))
      sheet.element.style.width = `${sheet.width}px`
      sheet.element.style.height = `${(sheet.width * h) / w}px`
      if (sheet.isNear) this.draw(sheet)
    })
  }

  /** Mark a block on its pages, and bring it into view. */
  mark(number, isOwn) {
    const pieces = this.paint('mark', number ? [number] : [])
    if (pieces[0] && !isOwn) this.reveal(pieces[0])
    return pieces.length > 0
  }

  /** Bring a mark into view, without scrolling anything but this panel. */
  reveal(piece) {
    const at = piece.getBoundingClientRect()
    const room = this.stage.getBoundingClientRect()
    if (at.top < room.top || at.bottom > room.bottom) {
      this.stage.scrollBy({ top: at.top - room.top - Math.max(40, (room.height - at.height) / 2) })
    }
  }

  flag(numbers) { this.paint('flag', numbers) }

  glow(numbers) { this.paint('glow', numbers) }

  paint(name, numbers) {
    for (const old of this.host.querySelectorAll(`.${name}`)) old.remove()
    return numbers.flatMap(number => this.pieces(number).map(([page, x, y, w, h]) => {
      const piece = document.createElement('div')
      piece.className = name
      Object.assign(piece.style, { left: `${x * 100}%`, top: `${y * 100}%`, width: `${w * 100}%`, height: `${h * 100}%` })
      this.sheets[page]?.element.append(piece)
      return piece
    }))
  }

  /** The pieces of a block; of one that has none itself, those of the blocks in it. */
  pieces(number) {
    return this.boxes[number] ?? this.desk.web.inner(number).flatMap(each => this.boxes[each] ?? [])
  }

  click(event) {
    const element = event.target.closest('.sheet')
    if (!element) return
    const room = element.getBoundingClientRect()
    const number = this.at(Number(element.dataset.page), (event.clientX - room.left) / room.width, (event.clientY - room.top) / room.height)
    if (number) this.desk.pick(number, this)
  }

  /** The number of the smallest block at a place of a page. */
  at(page, x, y) {
    const near = 0.004
    let best = '', least = Infinity
    for (const [number, pieces] of Object.entries(this.boxes)) {
      for (const [on, left, top, width, height] of pieces) {
        const isIn = on === page && x >= left - near && x <= left + width + near && y >= top - near && y <= top + height + near
        if (isIn && width * height < least) [best, least] = [number, width * height]
      }
    }
    return best
  }
}
