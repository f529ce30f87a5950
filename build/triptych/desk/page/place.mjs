// The place at which a page is read, kept whatever moves it: other words above, type that comes late, another width.
import * as blocks from './blocks.mjs'

export class Place {
  /** Keep the place of the page in a frame, which is loaded. */
  constructor(frame) {
    this.frame = frame
    this.held = { scrollY: 0 }
    this.scrolledTo = 0
    const { contentWindow: view, contentDocument: doc } = frame
    view.addEventListener('scroll', () => this.note())
    this.sizes = new ResizeObserver(() => this.restore())
    this.sizes.observe(doc.documentElement)
    doc.fonts.addEventListener('loadingdone', () => this.restore())
  }

  /** Whether the page has room to be seen in: its panel may be hidden. */
  get isSeen() { return this.frame.offsetHeight > 0 }

  /** Note where the page is, unless nobody has scrolled it since it was noted. */
  note() {
    const { contentWindow: view, contentDocument: doc } = this.frame
    if (!this.isSeen || Math.abs(view.scrollY - this.scrolledTo) < 1) return
    this.scrolledTo = view.scrollY
    const block = view.scrollY && blocks.leaves(doc).find(each => each.getBoundingClientRect().bottom > 0)
    this.held = { scrollY: view.scrollY }
    if (block) Object.assign(this.held, { block, words: blocks.wordsOf(block), number: blocks.numberOf(block), top: block.getBoundingClientRect().top })
  }

  /** The place as it is now, for another page or for this one with other words. */
  take() {
    this.note()
    return this.held
  }

  /** Go to a place, of whose block it is not known yet which one it is in this page: `now` lists all. */
  go(held, now) {
    this.held = { ...held }
    if (held.block) {
      this.held.block = blocks.findAgain(now, held.words, held.number)
      if (this.held.block) Object.assign(this.held, { words: blocks.wordsOf(this.held.block), number: blocks.numberOf(this.held.block) })
    }
    this.restore()
  }

  /** Scroll the page to where it was: its block to the same height. */
  restore() {
    const { contentWindow: view } = this.frame
    if (!view || !this.isSeen) return
    const { block, top, scrollY } = this.held
    if (block?.isConnected) view.scrollTo({ top: view.scrollY + block.getBoundingClientRect().top - top, behavior: 'instant' })
    else view.scrollTo({ top: scrollY, behavior: 'instant' })
    this.scrolledTo = view.scrollY
  }

  /** Stop keeping it: the frame goes. */
  end() { this.sizes.disconnect() }
}
