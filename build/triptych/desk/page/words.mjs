// The words of messages: what is between backquotes is code.

/** The nodes of a text, with code where it has backquotes. */
export const rich = text => text.split('`').map((part, number) => {
  if (number % 2 === 0) return part
  const code = document.createElement('code')
  code.textContent = part
  return code
})

/** A message as a sentence. */
export const sentence = text => `${text[0].toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`
