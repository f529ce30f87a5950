// A note of the book in a window over its page.
export class NotePopup {
  constructor(device) {
    this.device = device
    this.box = null
  }

  /** Show a view of foliate-js that has a note, with the rules of the book, but those that hide notes. */
  show(view, css) {
    this.end()
    const box = document.createElement('div')
    box.className = 'popup'
    box.setAttribute('role', 'dialog')
    box.setAttribute('aria-label', 'Note')
    const close = document.createElement('button')
    close.textContent = '✕'
    close.setAttribute('aria-label', 'Close the note')
    close.addEventListener('click', () => this.end())
    const host = document.createElement('div')
    host.append(view)
    box.append(close, host)
    this.device.append(box)
    this.box = box
    view.renderer?.setAttribute('flow', 'scrolled')
    view.renderer?.setAttribute('margin', '12px')
    view.renderer?.setStyles?.(css.replace(/aside\[.*$/s, ''))
    box.addEventListener('keydown', event => event.key === 'Escape' && this.end())
    close.focus()
  }

  end() {
    this.box?.querySelector('foliate-view')?.close()
    this.box?.remove()
    this.box = null
  }
}
