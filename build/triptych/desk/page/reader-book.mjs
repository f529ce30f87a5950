// The book in the e-reader panel: the files of an EPUB, and what another revision of it changes.
import { morphChildren } from './morph.mjs'

const ZIP = '/desk/foliate/vendor/zip.js'
const EPUB = '/desk/foliate/epub.js'

/** Attributes in which foliate-js puts the address of a file that it has loaded. */
const SLOTS = { src: '[src]', poster: '[poster]', data: 'object[data]' }

/** What foliate-js rewrites in other ways: where a page has it, the book is opened anew. */
const OTHERS = 'style, [style*="url("], [*|href]:not([href])'

const same = (one, other) => Boolean(one && other && one.isEqualNode(other))

/** Bytes in memory as zip.js reads them: a blob would be asked for each piece by way of another process. */
const readerOf = bytes => ({
  size: bytes.length,
  readUint8Array: async (at, length) => bytes.slice(at, at + length),
})

/** The files in an EPUB by name; each can be asked for its `bytes` and its `text`. */
async function filesOf(buffer) {
  const { configure, ZipReader } = await import(ZIP)
  configure({ useWebWorkers: false })
  const entries = await new ZipReader(readerOf(new Uint8Array(buffer))).getEntries()
  return new Map(entries.map(entry => [entry.filename, new Packed(buffer, entry)]))
}

/** A file in an EPUB. zip.js has read where it is; its own way to the bytes is eight streams one behind the other. */
class Packed {
  constructor(buffer, { offset, compressedSize, uncompressedSize, compressionMethod, signature }) {
    Object.assign(this, { buffer, offset, compressedSize, compressionMethod, signature, size: uncompressedSize })
  }

  /** The bytes of the file (APPNOTE of ZIP, 4.3.7: the lengths of name and extra field are at 26 and 28). */
  async bytes() {
    const head = new DataView(this.buffer, this.offset)
    const at = this.offset + 30 + head.getUint16(26, true) + head.getUint16(28, true)
    const packed = new Uint8Array(this.buffer, at, this.compressedSize)
    if (this.compressionMethod === 0) return packed
    const stream = new DecompressionStream('deflate-raw')
    const writer = stream.writable.getWriter()
    writer.write(packed)
    writer.close()
    return new Uint8Array(await new Response(stream.readable).arrayBuffer())
  }

  async text() { return new TextDecoder().decode(await this.bytes()) }
}

export class Book {
  /** Open an EPUB, a buffer. */
  static async open(buffer) {
    const book = new Book()
    book.files = await filesOf(buffer)
    const { EPUB: Reader } = await import(EPUB)
    book.epub = await new Reader({
      loadText: name => book.files.get(name)?.text() ?? null,
      loadBlob: name => book.files.get(name)?.bytes() ?? null,  // foliate-js makes the blob
      getSize: name => book.files.get(name)?.size ?? 0,
    }).init()
    for (const section of book.epub.sections) share(section)
    return book
  }

  /**
   * Take the files of another revision, and make the document that is shown equal to it; `begin` is called at once before.
   * Whether that could be done: the book must have the same files, of which only texts are others.
   */
  async revise(buffer, { index, doc: shown }, begin) {
    const before = this.files, after = await filesOf(buffer)
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
    const parse = async files => new DOMParser().parseFromString(await files.get(name).text(), type)
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
