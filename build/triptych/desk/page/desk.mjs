// The desk's page: what the server reports goes to the panels, what is clicked or typed to all of them.
import { Connection } from './connection.mjs'
import { Drawers } from './drawers.mjs'
import { Layout } from './layout.mjs'
import { PaperPanel } from './paper-panel.mjs'
import { ReaderPanel } from './reader-panel.mjs'
import { Tries } from './tries.mjs'
import { rich, sentence } from './words.mjs'
import { WebPanel } from './web-panel.mjs'

const $ = id => document.getElementById(id)
/** How often an edition that could not be shown is tried, and the milliseconds between. */
const TRIES = 4
const PAUSE = 250
const PANELS = { html: 'web', epub: 'reader', pdf: 'paper' }

class Desk {
  constructor() {
    this.article = new URLSearchParams(location.search).get('a') ?? ''
    this.report = null
    this.places = { lines: {}, boxes: {} }
    this.picked = ''
    this.chains = {}
    this.fresh = []
    this.layout = new Layout()
    this.web = new WebPanel(this)
    this.reader = new ReaderPanel(this)
    this.paper = new PaperPanel(this)
    this.drawers = new Drawers(this)
    this.tries = new Tries(this)
    document.addEventListener('keydown', event => this.key(event))
    $('edit').addEventListener('click', () => this.edit())
    $('reader-stage').addEventListener('keydown', event => {
      if (event.target.matches('select, input')) return
      event.stopPropagation()
      this.reader.key(event)
    })
    this.connection = new Connection(this)
  }

  /** Open another article. */
  open(name) {
    history.replaceState(null, '', `?a=${encodeURIComponent(name)}`)
    this.article = name
    this.report = null
    this.pick('', null)
    for (const panel of [this.web, this.reader, this.paper]) panel.clear()
    this.connection.listen()
  }

  /** Show everything again as soon as it is reported: the server is another one. */
  restart() {
    this.report = null
    for (const panel of [this.web, this.reader, this.paper]) panel.revision = 0
    this.paper.forget()
  }

  /** Take what the server reports of the article. */
  take(report) {
    const before = this.report
    this.article = report.article
    this.report = report
    $('title').textContent = report.title || report.article
    document.title = `${report.title || report.article} · Preview`
    for (const [format, shot] of Object.entries(report.shots)) {
      if (before?.shots[format]?.serial !== shot.serial) this.queue(format, shot)
    }
    if (before?.places !== report.places) this.fetchPlaces()
    this.tell(before)
    this.drawers.take(report)
  }

  /** Show the latest revision of an edition, one after the other. */
  queue(format, { revision, serial }) {
    const article = this.article
    const isLast = () => this.article === article && this.report?.shots[format]?.serial === serial
    const work = async () => {
      for (let time = 0; isLast() && time < TRIES; time++) {
        if (await this.show(format, revision, serial)) break
        await new Promise(done => setTimeout(done, PAUSE))
      }
      if (this[PANELS[format]].revision === revision) performance.mark(`${format} ${revision}`)
    }
    this.chains[format] = (this.chains[format] ?? Promise.resolve()).then(work).catch(error => {
      this.say(`The panel could not show revision ${revision}: ${error.message}`)
    }).then(() => this.tell())
  }

  /** Wait until all editions that were reported are shown. */
  shown() { return Promise.all(Object.values(this.chains)) }

  /** Show an edition; whether that could be done. */
  async show(format, revision, serial) {
    let isShown = true
    const address = `/shown/${format}?a=${encodeURIComponent(this.article)}&r=${serial}`
    if (format === 'html') {
      this.fresh = await this.web.show(address, revision) ?? []
    } else if (format === 'epub') {
      await this.reader.show(address, revision)
      this.reader.glow(this.fresh)
    } else {
      isShown = await this.paper.show(this.article, this.fetchPlaces())
      this.paper.glow(this.fresh)
    }
    this.flag()
    return isShown
  }

  /** Ask where the blocks are, once for all that want to know; before anything was pressed that is nowhere. */
  fetchPlaces() {
    const wanted = `${this.article} ${this.report.places} ${this.connection.start}`
    if (this.placesWanted !== wanted) this.placesFetched = this.takePlaces()
    this.placesWanted = wanted
    return this.placesFetched
  }

  async takePlaces() {
    if (this.report.places) {
      const answer = await fetch(`/blocks?a=${encodeURIComponent(this.article)}`)
      if (answer.ok) this.places = await answer.json()
    } else this.places = { lines: {}, boxes: {} }
    this.paper.boxes = this.places.boxes
    this.flag()
  }

  /** Say of which revision each panel is, and what is under way. */
  tell(before) {
    const report = this.report
    if (!report) return
    for (const [format, name] of Object.entries(PANELS)) {
      const panel = this[name]
      const output = $(`${name}-revision`)
      const isLate = panel.revision < report.revision
      this.tellRevision(output, panel.revision, isLate)
      output.toggleAttribute('data-is-late', isLate && panel.revision > 0)
    }
    this.tellPages(report)
    const errors = report.errors
    $('error').hidden = !errors.length
    if (errors.length && JSON.stringify(errors) !== JSON.stringify(before?.errors ?? this.shownErrors)) this.tellErrors(errors)
    if (!errors.length) this.shownErrors = null
    const isBusy = ['html', 'epub', 'pdf'].some(format => (report.shots[format]?.revision ?? 0) < report.revision)
    if (errors.length) this.state('wrong', 'Error: not shown')
    else if (isBusy) this.state('busy', (report.shots.html?.revision ?? 0) < report.revision ? 'Setting …' : 'Printing …')
    else this.state('good', 'Up to date')
  }

  tellRevision(output, revision, isLate) {
    const [word, late] = ['Revision ', isLate ? ' · older' : ''].map(text => {
      const made = document.createElement('span')
      made.className = 'word'
      made.textContent = text
      return made
    })
    const short = document.createElement('span')
    short.className = 'short'
    short.textContent = 'r'
    short.setAttribute('aria-hidden', 'true')
    output.replaceChildren(...(revision ? [word, short, `${revision}`, late] : []))
  }

  tellPages(report) {
    const { pages, pages_before: before } = report
    const output = $('paper-count')
    const isNew = before && before !== pages
    output.textContent = !pages ? '' : isNew ? `${before} → ${pages} pages` : `${pages} ${pages === 1 ? 'page' : 'pages'}`
    output.toggleAttribute('data-is-new', Boolean(isNew))
    $('paper-print').href = `/download/pdf?a=${encodeURIComponent(this.article)}&inline=1`
  }

  /** Show errors with line and cure above the last good editions. */
  tellErrors(errors) {
    this.shownErrors = errors
    const list = document.createElement('ul')
    for (const error of errors) {
      const item = document.createElement('li')
      const place = document.createElement('strong')
      place.textContent = error.line ? `${error.path}, line ${error.line}: ` : error.path ? `${error.path}: ` : ''
      const cure = document.createElement('span')
      cure.className = 'cure'
      cure.append(' ', ...rich(error.hint))
      item.append(place, ...rich(sentence(error.message)), cure)
      list.append(item)
    }
    $('error').replaceChildren(list)
    const line = errors.find(error => error.line)?.line
    if (line) {
      const button = document.createElement('button')
      button.textContent = `Open line ${line}`
      button.addEventListener('click', () => this.edit({ file: this.article, line }))
      $('error').append(button)
    }
  }

  state(state, words) {
    $('state').dataset.state = state
    if ($('state').textContent !== words) $('state').textContent = words
  }

  say(words) { $('place').textContent = words }

  /** Mark a block in all panels, and say where it is in the source. */
  pick(number, panel) {
    this.picking = this.mark(number, panel)
    return this.picking
  }

  async mark(number, panel) {
    this.picked = number
    for (const each of [this.web, this.reader, this.paper]) await each.mark(number, each === panel)
    const { file, line } = this.source(number)
    $('edit').hidden = !line
    if (!number) return
    const place = document.createElement('code')
    place.textContent = line ? `${file}:${line}` : file
    const words = this.web.words_of(number)
    $('place').replaceChildren(place, words ? `  ${words.slice(0, 90)}` : '')
  }

  /** Mark the next block, or the one before. */
  step(by) {
    const numbers = this.web.numbers()
    const at = numbers.indexOf(this.picked)
    const next = at < 0 ? numbers[by < 0 ? numbers.length - 1 : 0] : numbers[at + by]
    if (next) this.pick(next, null)
  }

  /** The file and the line that a block begins on. */
  source(number) {
    const scope = number.includes(':') ? number.slice(0, number.indexOf(':')) : ''
    return { file: this.places.files?.[scope] ?? this.article, line: this.places.lines[number] ?? 0 }
  }

  /** Mark the blocks that have findings. */
  flag() {
    const found = (this.report?.findings ?? []).filter(each => !each.waived && each.line)
    const numbers = found.map(each => this.blockAt(each.line, each.path)).filter(Boolean)
    for (const panel of [this.web, this.reader, this.paper]) panel.flag(numbers)
  }

  /** Go to the block that a line of the source is in. */
  goToLine(line, path) {
    const best = this.blockAt(line, path)
    if (best) this.pick(best, null)
    else this.say(`Line ${line} is in the front matter.`)
  }

  /** The last block that begins on a line of a file, or before it: the innermost one. */
  blockAt(line, path = this.article) {
    let best = '', at = 0
    for (const [number, own] of Object.entries(this.places.lines)) {
      if (/\d$/.test(number) && own <= line && own >= at && path.endsWith(this.source(number).file)) [best, at] = [number, own]
    }
    return best
  }

  /** Open the editor at a line, by default that of the marked block. */
  async edit({ file, line } = this.source(this.picked)) {
    if (!line) return
    const found = await this.post('/edit', { line }, file)
    this.say(found.error ?? `Opened in ${found.editor}, line ${line}.`)
  }

  async post(address, values, article = this.article) {
    try {
      const answer = await fetch(`${address}?a=${encodeURIComponent(article)}`, {
        method: 'POST', body: JSON.stringify(values), headers: { 'X-Triptych-Token': await this.connection.token },
      })
      return answer.headers.get('content-type')?.includes('json') ? await answer.json() : { error: await answer.text() }
    } catch { return { error: 'The preview is not running.' } }
  }

  /** What a key does anywhere but where text is typed. */
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches?.('input, textarea, select')) return
    const views = { 0: 'all', 1: 'web', 2: 'reader', 3: 'paper' }
    const drawers = { a: 'articles', f: 'findings', d: 'files' }
    const key = event.key.toLowerCase()
    if (key in views) this.layout.view(views[key])
    else if (key in drawers) this.drawers.toggle(drawers[key])
    else if (key === 'o') this.edit()
    else if (key === 'j' || key === 'k') this.step(key === 'j' ? 1 : -1)
    else if (key === 't') this.paper.strip.toggle()
    else if (key === 'escape') { this.drawers.close(); this.pick('', null) } else return
    event.preventDefault()
  }
}

window.desk = new Desk()
window.desk.connection.open()
