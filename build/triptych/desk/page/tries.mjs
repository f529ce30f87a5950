// Settings that are tried: the server uses them until it ends, and nothing is written.
const $ = id => document.getElementById(id)
const NAMES = ['theme', 'paper', 'text_size']
const percent = size => `${100 + (size - 12) * 10} %`
const WORDS = { text_size: size => `${size} (${percent(size)})`, paper: name => name.length < 3 ? name.toUpperCase() : name[0].toUpperCase() + name.slice(1) }

export class Tries {
  constructor(desk) {
    this.desk = desk
    for (const name of NAMES) $(`try-${name}`).addEventListener('change', () => this.send())
    $('try-copy').addEventListener('click', () => this.copy())
  }

  /** Fill in what can be chosen, and what is. */
  take(settings) {
    for (const name of NAMES) {
      const { choices, value } = settings[name]
      const options = ['', ...choices].map(choice => {
        const option = document.createElement('option')
        option.value = choice
        option.textContent = choice === '' ? 'as set' : (WORDS[name]?.(choice) ?? choice)
        return option
      })
      $(`try-${name}`).replaceChildren(...options)
      $(`try-${name}`).value = value
    }
    this.lines = settings.lines
    $('try-kept').hidden = !this.lines.length
    $('try-line').textContent = this.lines.join('  ')
  }

  async send() {
    const values = Object.fromEntries(NAMES.map(name => [name, $(`try-${name}`).value]))
    const found = await this.desk.post('/try', values)
    if (found.error) this.desk.say(found.error)
  }

  /** Copy the lines of settings that would keep what is tried. */
  async copy() {
    try {
      await navigator.clipboard.writeText(`${this.lines.join('\n')}\n`)
      this.desk.say('Copied: paste it into triptych.toml to keep it.')
    } catch { this.desk.say(`Add to triptych.toml: ${this.lines.join('  ')}`) }
  }
}
