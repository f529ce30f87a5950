// How the panels share the room: splitters between them, or one alone.
const NAMES = ['web', 'reader', 'paper']
const LEAST = 0.12

export class Layout {
  constructor() {
    this.shares = { web: 1, reader: 0.85, paper: 1 }
    this.buttons = [...document.querySelectorAll('.views button')]
    for (const button of this.buttons) button.addEventListener('click', () => this.view(button.dataset.view))
    for (const splitter of document.querySelectorAll('.splitter')) this.drag(splitter)
    const narrow = matchMedia('(max-width: 899px)')
    narrow.addEventListener('change', () => this.narrow(narrow.matches))
    this.narrow(narrow.matches)
    this.share()
  }

  /** Show one panel alone, or all. */
  view(name) {
    document.body.dataset.view = name
    for (const button of this.buttons) button.setAttribute('aria-pressed', String(button.dataset.view === name))
  }

  narrow(isNarrow) {
    if (isNarrow) this.view(document.body.dataset.view === 'all' ? 'web' : document.body.dataset.view)
    else this.view('all')
  }

  share() {
    for (const name of NAMES) document.getElementById(name).style.flexGrow = this.shares[name]
    for (const splitter of document.querySelectorAll('.splitter')) {
      const whole = NAMES.reduce((sum, name) => sum + this.shares[name], 0)
      splitter.setAttribute('aria-valuenow', String(Math.round((this.shares[splitter.dataset.left] / whole) * 100)))
      splitter.setAttribute('aria-valuemin', '12')
      splitter.setAttribute('aria-valuemax', '76')
    }
  }

  /** Move a splitter by a part of the whole. */
  move(splitter, by) {
    const { left, right } = splitter.dataset
    const whole = NAMES.reduce((sum, name) => sum + this.shares[name], 0)
    const least = LEAST * whole
    const step = Math.max(least - this.shares[left], Math.min(this.shares[right] - least, by * whole))
    this.shares[left] += step
    this.shares[right] -= step
    this.share()
  }

  drag(splitter) {
    splitter.addEventListener('pointerdown', event => {
      splitter.setPointerCapture(event.pointerId)
      let at = event.clientX
      const onMove = moved => {
        this.move(splitter, (moved.clientX - at) / document.getElementById('desk').clientWidth)
        at = moved.clientX
      }
      splitter.addEventListener('pointermove', onMove)
      splitter.addEventListener('lostpointercapture', () => splitter.removeEventListener('pointermove', onMove), { once: true })
    })
    splitter.addEventListener('keydown', event => {
      const by = { ArrowLeft: -0.02, ArrowRight: 0.02 }[event.key]
      if (!by) return
      event.preventDefault()
      event.stopPropagation()
      this.move(splitter, by)
    })
  }
}
