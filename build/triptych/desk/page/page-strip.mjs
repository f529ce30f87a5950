// The strip of thumbnails beside the printed pages: each leads to its page, and the one in view is marked.
const $ = id => document.getElementById(id)
const WIDTH = 64

export class PageStrip {
  constructor(panel) {
    this.panel = panel
    this.host = $('paper-strip')
    this.thumbs = []
    this.at = 0
    this.seen = new IntersectionObserver(entries => this.look(entries), { root: this.host, rootMargin: '200px' })
    $('strip-button').addEventListener('click', () => this.toggle())
    this.host.addEventListener('click', event => this.go(this.thumbs.indexOf(event.target.closest('button'))))
    this.host.addEventListener('keydown', event => this.key(event))
    panel.stage.addEventListener('scroll', () => this.follow(), { passive: true })
  }

  toggle() {
    this.host.hidden = !this.host.hidden
    $('strip-button').setAttribute('aria-pressed', String(!this.host.hidden))
    this.follow()
  }

  /** Show the pages of a revision; the pictures before it stay until the new ones are drawn. */
  show() {
    const { sizes, next, article, drawn } = this.panel
    while (this.thumbs.length > sizes.length) this.drop(this.thumbs.pop())
    while (this.thumbs.length < sizes.length) this.add()
    this.thumbs.forEach((thumb, number) => {
      const [width, height] = sizes[number]
      thumb.firstChild.style.height = `${(WIDTH * height) / width}px`
      thumb.wanted = drawn.has(number) && `/pages/${number}.png?a=${encodeURIComponent(article)}&w=${Math.ceil(WIDTH * devicePixelRatio)}&r=${next}`
      if (thumb.isNear) this.draw(thumb)
    })
    this.follow()
  }

  clear() { for (const thumb of this.thumbs.splice(0)) this.drop(thumb) }

  add() {
    const thumb = document.createElement('button')
    const sheet = document.createElement('span')
    const label = document.createElement('span')
    thumb.className = 'thumb'
    thumb.tabIndex = -1
    sheet.className = 'thumb-sheet'
    label.textContent = this.thumbs.length + 1
    thumb.setAttribute('aria-label', `Page ${label.textContent}`)
    thumb.append(sheet, label)
    this.thumbs.push(thumb)
    this.host.append(thumb)
    this.seen.observe(thumb)
  }

  drop(thumb) {
    this.seen.unobserve(thumb)
    thumb.remove()
  }

  look(entries) {
    for (const { target, isIntersecting } of entries) {
      target.isNear = isIntersecting
      if (isIntersecting) this.draw(target)
    }
  }

  async draw(thumb) {
    const { wanted } = thumb
    if (!wanted || thumb.drawn === wanted) return
    thumb.drawn = wanted
    const img = new Image()
    img.alt = ''
    img.src = wanted
    try { await img.decode() } catch { thumb.drawn = ''; return }
    if (thumb.drawn === wanted) thumb.firstChild.replaceChildren(img)
  }

  /** Mark the page that is in the middle of the panel, and keep its thumbnail in view. */
  follow() {
    if (this.host.hidden || !this.thumbs.length) return
    const room = this.panel.stage.getBoundingClientRect()
    const middle = room.top + room.height / 2
    const number = this.panel.sheets.findIndex(({ element }) => element.getBoundingClientRect().bottom >= middle)
    this.mark(number < 0 ? this.thumbs.length - 1 : number)
  }

  mark(number) {
    this.at = number
    this.thumbs.forEach((thumb, each) => {
      thumb.tabIndex = each === number ? 0 : -1
      thumb.toggleAttribute('aria-current', each === number)
    })
    const [thumb, room] = [this.thumbs[number].getBoundingClientRect(), this.host.getBoundingClientRect()]
    if (thumb.top < room.top || thumb.bottom > room.bottom) {
      this.host.scrollBy({ top: thumb.top - room.top - (room.height - thumb.height) / 2 })
    }
  }

  /** Bring a page to the top of the panel. */
  go(number) {
    const sheet = this.panel.sheets[number]
    if (!sheet) return
    const { stage } = this.panel
    stage.scrollBy({ top: sheet.element.getBoundingClientRect().top - stage.getBoundingClientRect().top - 12 })
    this.mark(number)
  }

  /** Go to another page by the arrow keys. */
  key(event) {
    const last = this.thumbs.length - 1
    const to = { ArrowDown: this.at + 1, ArrowUp: this.at - 1, Home: 0, End: last }[event.key]
    if (to === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    this.go(Math.max(0, Math.min(last, to)))
    this.thumbs[this.at].focus({ preventScroll: true })
  }
}
