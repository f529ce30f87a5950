// The book in the e-reader panel: the files of an EPUB, and what another revision of it changes.
import { morphChildren } from './morph.mjs'

const ZIP = '/desk/foliate/vendor/zip.js'
const EPUB = '/desk/foliate/epub.js'

/** Attributes in which foliate-js puts the address of a file that it has loaded. */
const SLOTS = { src: '[src]', poster: '[poster]', data: 'object[data]' }

/** What foliate-js rewrites in other ways: where a page has it, the book is opened anew. */
const OTHERS = 'style, [style*="url("], [*|href]:not([href])'

const same = (one, other) => Boolean(one && other && one.isEqualNode(other))

export class Book {
  /** Open an EPUB, a blob. */
  static async open(blob) {
    const book = new Book()
    book.files = await book.read(blob)
    const { EPUB: Reader } = await import(EPUB)
    const load = (name, writer) => book.files.get(name)?.getData(writer) ?? null
    book.epub = await new Reader({
      loadText: name => load(name, new book.zip.TextWriter()),
      loadBlob: (name, type) => load(name, new book.zip.BlobWriter(type)),
      getSize: name => book.files.get(name)?.uncompressedSize ?? 0,
    }).init()
    for (const section of book.epub.sections) share(section)
    return book
  }

  /** The files in an EPUB by name. */
  async read(blob) {
    this.zip ??= await import(ZIP)
    this.zip.configure({ useWebWorkers: false })
    const entries = await new this.zip.ZipReader(new this.zip.BlobReader(blob)).getEntries()
    return new Map(entries.map(entry => [entry.filename, entry]))
  }

  /**
   * Take the files of another revision, and make the document that is shown equal to it; `begin` is called at once before.
   * Whether that could be done: the book must have the same files, of which only texts are others.
   */
  async revise(blob, { index, doc: shown }, begin) {
    const before = this.files, after = await this.read(blob)
    const section = this.epub.sections[index]
    const names = [...new Set([...before.keys(), ...after.keys()])]
    const changed = names.filter(name => before.get(name)?.signature !== after.get(name)?.signature)
    for (const name of changed) {
      if (!before.has(name) || !after.has(name)) return false
      const isText = this.epub.sections.some(({ id }) => id === name)
      if (!isText && !name.endsWith('.ncx') && !(name.endsWith('.opf') && await this.isAlike(before, after, name))) return false
    }
    if (changed.includes(section.id) && !await this.change(section, shown, [before, after], begin)) return false
    this.files = after
    return true
  }

  /** Whether two package documents name the same files in the same order, and one language. */
  async isAlike(before, after, name) {
    const [old, next] = await this.both(before, after, name, 'application/xml')
    return ['manifest', 'spine'].every(part => same(old.querySelector(part), next.querySelector(part)))
      && same(old.getElementsByTagName('dc:language')[0], next.getElementsByTagName('dc:language')[0])
  }

  /** Make a document equal to a section's new text; whether it is. */
  async change(section, shown, revisions, begin) {
    const [old, next] = await this.both(...revisions, section.id, 'application/xhtml+xml')
    const bare = doc => [doc.documentElement, doc.body].map(each => each?.cloneNode(false))
    const isFramed = bare(old).every((each, at) => same(each, bare(next)[at])) && same(old.head, next.head)
    if (!isFramed || next.body.querySelector(OTHERS)) return false
    for (const [name, selector] of Object.entries(SLOTS)) {
      const [raw, live] = [old, shown].map(doc => [...doc.body.querySelectorAll(selector)].map(each => each.getAttribute(name)))
      const addresses = new Map(raw.map((address, at) => [address, live[at]]))
      for (const element of next.body.querySelectorAll(selector)) {
        const address = addresses.get(element.getAttribute(name))
        if (!address || raw.length !== live.length) return false
        element.setAttribute(name, address)
      }
    }
    const end = shown.body.lastChild
    begin()
    morphChildren(shown.body, next.body)
    const [now, wanted] = [shown, next].map(doc => [...doc.body.childNodes])
    if (shown.body.lastChild !== end || !now.every((node, at) => same(node, wanted[at]))) return false
    const links = shown.head.querySelectorAll('link[href]')
    next.head.querySelectorAll('link[href]').forEach((link, at) => link.setAttribute('href', links[at].getAttribute('href')))
    section.renew(next)
    return true
  }

  both(before, after, name, type) {
    const parse = async files => new DOMParser().parseFromString(await files.get(name).getData(new this.zip.TextWriter()), type)
    return Promise.all([parse(before), parse(after)])
  }

  close() { this.epub.destroy() }
}

/** Have a section loaded once for all that show it, and unloaded when none does; `renew` gives it another text. */
function share(section) {
  const load = section.load, unload = section.unload
  let users = 0, first = null, renewed = ''
  section.load = () => {
    users++
    return renewed || (first ??= load())
  }
  section.unload = () => {
    if (--users > 0) return
    if (renewed) URL.revokeObjectURL(renewed)
    if (first) unload()
    users = 0
    first = null
    renewed = ''
  }
  section.renew = doc => {
    if (renewed) URL.revokeObjectURL(renewed)
    const text = new XMLSerializer().serializeToString(doc)
    renewed = URL.createObjectURL(new Blob([text], { type: 'application/xhtml+xml' }))
  }
}
