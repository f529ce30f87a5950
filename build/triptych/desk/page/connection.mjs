// The connection to the server: what it sends, and what to do while it is away, another one, or too busy.
const TOKEN = 'meta[name="triptych-token"]'
const KNOWN = 'meta[name="triptych-known"]'
/** The milliseconds after which a page listens though it shows nothing yet: nobody may see it. */
const LONGEST = 3000
const USED = ['visibilitychange', 'focus', 'pointerdown', 'keydown']

export class Connection {
  constructor(desk) {
    this.desk = desk
    this.start = ''
    this.token = Promise.resolve(document.querySelector(TOKEN).content)
    this.takers = {
      start: start => this.begin(start),
      article: report => desk.take(report),
      list: () => desk.drawers.refresh(),
      settings: settings => desk.tries.take(settings),
      gone: name => desk.say(`${name} is gone; its last editions are shown.`),
      notice: words => desk.say(words),
      paused: () => this.pause(),
    }
  }

  /** Begin with what came with the page itself, and listen when that is shown: only then more is pressed. */
  async open() {
    for (const [kind, value] of Object.entries(JSON.parse(document.querySelector(KNOWN).content))) this.takers[kind](value)
    await Promise.race([this.desk.shown(), new Promise(done => setTimeout(done, LONGEST))])
    this.listen()
  }

  /** Listen to what is sent of the open article; a browser asks again by itself after the server was away. */
  listen() {
    this.events?.close()
    this.events = new EventSource(`/events?a=${encodeURIComponent(this.desk.article)}`)
    for (const [kind, take] of Object.entries(this.takers)) {
      this.events.addEventListener(kind, event => take(JSON.parse(event.data)))
    }
    this.events.addEventListener('error', () => this.away())
  }

  /** Note which start of the server this is; after another, take its token, and show everything again. */
  begin(start) {
    if (this.start && this.start !== start) {
      this.token = this.fetchToken()
      this.desk.restart()
    }
    this.start = start
  }

  async fetchToken() {
    const text = await (await fetch('/')).text()
    return new DOMParser().parseFromString(text, 'text/html').querySelector(TOKEN).content
  }

  /** Stop listening until this page is used again: a browser has few connections for all its pages. */
  pause() {
    this.events.close()
    this.desk.state('busy', 'Paused: other tabs show the preview')
    const done = new AbortController()
    const resume = () => {
      if (document.hidden) return
      done.abort()
      this.listen()
    }
    for (const kind of USED) addEventListener(kind, resume, { signal: done.signal, capture: true })
  }

  /** Say that the server does not answer; where the article is gone, open the first one. */
  async away() {
    const { desk, events } = this
    desk.state('wrong', 'The preview is not running')
    if (events.readyState !== EventSource.CLOSED) return
    const answer = await fetch('/articles').catch(() => null)
    const articles = answer?.ok ? await answer.json() : []
    if (events !== this.events) return
    if (articles.length && !articles.some(each => each.name === desk.article)) return desk.open(articles[0].name)
    if (articles.length) desk.state('wrong', 'Too many pages show the preview')
    setTimeout(() => events === this.events && this.listen(), 2000)
  }
}
