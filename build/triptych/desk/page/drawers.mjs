// The lists beside the panels: articles, findings, downloads. One is open at a time.
import { rich, sentence } from './words.mjs'

const $ = id => document.getElementById(id)
const MANY = 12
const NAMES = ['articles', 'findings', 'files']
const TITLES = { html: 'Web page', epub: 'E-book', pdf: 'PDF' }

const element = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

export class Drawers {
  constructor(desk) {
    this.desk = desk
    for (const name of NAMES) $(`${name}-button`).addEventListener('click', () => this.toggle(name))
    document.addEventListener('pointerdown', event => {
      if (!event.target.closest('.drawer, .bar')) this.close()
    })
  }

  async toggle(name) {
    const isOpen = !$(name).hidden
    this.close()
    if (isOpen) return
    $(name).hidden = false
    $(`${name}-button`).setAttribute('aria-expanded', 'true')
    if (name === 'articles') await this.fetchArticles()
    if ($(name).hidden) return
    const [first, row] = ['input, button, a, [tabindex]', '[aria-current]'].map(each => $(name).querySelector(each))
    row?.scrollIntoView({ block: 'center' })
    ;(row ?? first)?.focus()
  }

  close() {
    for (const name of NAMES) {
      if ($(name).contains(document.activeElement)) $(`${name}-button`).focus()
      $(name).hidden = true
      $(`${name}-button`).setAttribute('aria-expanded', 'false')
    }
  }

  /** Take what is reported of the article. */
  take(report) {
    this.report = report
    this.listFindings([...report.errors.map(error => ({ ...error, severity: 'error', code: 'not shown', waived: '' })), ...report.findings])
    this.listFiles(report)
  }

  /** Ask for the articles again where they are shown. */
  refresh() { if (!$('articles').hidden) this.fetchArticles() }

  async fetchArticles() {
    if (!$('articles').childElementCount) $('articles').append(element('p', { className: 'note', textContent: 'Reading …' }))
    const answer = await fetch('/articles').catch(() => null)
    if (answer?.ok) this.list(await answer.json())
  }

  /** List the articles of the publication, the open one marked; many can be filtered by their words. */
  list(articles) {
    const rows = articles.map(article => {
      const row = element('button', { className: 'row' }, ...this.badges(article), article.title, element('small', { textContent: article.name }))
      if (article.name === this.desk.article) row.setAttribute('aria-current', 'true')
      row.addEventListener('click', () => { this.close(); this.desk.open(article.name) })
      return element('li', {}, row)
    })
    const counted = (count, word) => count ? [`${count} ${word}${count === 1 ? '' : 's'}`] : []
    const issues = articles.filter(article => article.kind === 'issue').length
    const note = [...counted(articles.length - issues, 'article'), ...counted(issues, 'issue')].join(', ')
    const focused = document.activeElement?.closest('#articles')
    $('articles').replaceChildren(element('h2', { textContent: 'Articles' }), element('p', { className: 'note', textContent: note }),
      ...(articles.length > MANY ? [this.filter(rows)] : []), element('ul', {}, ...rows))
    if (focused) $('articles').querySelector('[aria-current], button')?.focus()
  }

  /** A field that hides the rows without its words. */
  filter(rows) {
    const field = element('input', { className: 'filter', type: 'search', placeholder: 'Filter' })
    field.setAttribute('aria-label', 'Filter the articles by title, path or state')
    field.addEventListener('input', () => {
      const words = field.value.toLowerCase().split(/\s+/)
      for (const row of rows) row.hidden = !words.every(word => row.textContent.toLowerCase().includes(word))
    })
    field.addEventListener('keydown', event => event.key === 'Escape' && this.close())
    return field
  }

  /** The badges of an article: that it is an issue or a draft, and its state. */
  badges({ kind, state }) {
    const badge = (name, words) => element('span', { className: `badge ${name}`, textContent: words })
    return [...(state ? [badge(state.kind, state.words)] : []), ...(kind ? [badge('kind', kind)] : [])]
  }

  listFindings(findings) {
    const open = findings.filter(each => !each.waived)
    const count = $('findings-count')
    count.hidden = !open.length
    count.textContent = open.length
    count.dataset.worst = open.some(each => each.severity === 'error') ? 'error' : 'warning'
    const rows = findings.map(each => {
      const row = element('button', { className: 'row' },
        element('span', { className: `badge ${each.severity}`, textContent: each.waived ? 'waived' : each.severity }),
        ...rich(sentence(each.message)),
        element('small', { textContent: `${each.path}${each.line ? `:${each.line}` : ''} · ${each.code}` }),
        element('small', {}, ...rich(each.waived ? sentence(each.waived) : each.hint)))
      row.addEventListener('click', () => each.line && this.desk.goToLine(each.line, each.path))
      return element('li', {}, row)
    })
    const none = element('p', { className: 'note', textContent: 'Nothing was found.' })
    $('findings').replaceChildren(element('h2', { textContent: 'Findings' }), rows.length ? element('ul', {}, ...rows) : none)
  }

  listFiles(report) {
    const rows = Object.entries(TITLES).filter(([format]) => format in report.finals).map(([format, title]) => {
      const file = report.finals[format]
      const kilobytes = Math.max(1, Math.round(file.size / 1000)).toLocaleString('en')
      const link = element('a', { className: 'row', href: `/download/${format}?a=${encodeURIComponent(report.article)}`, download: file.name },
        element('span', { className: 'badge', textContent: `revision ${file.revision}` }),
        `${title}: ${file.name}, ${kilobytes}\u00a0kB`,
        element('small', {}, 'SHA-256 ', element('code', { textContent: file.sha256 })))
      return element('li', {}, link)
    })
    const none = element('p', { className: 'note', textContent: 'Nothing is complete yet.' })
    $('files').replaceChildren(element('h2', { textContent: 'Download' }),
      element('p', { className: 'note' }, 'Byte for byte what ', element('code', { textContent: 'triptych build' }), ' saves.'), rows.length ? element('ul', {}, ...rows) : none)
  }
}
