-- Pandoc kept open: converts one text after another, each without a file or the network in reach.
--
-- A request is a line `VERB LENGTH`, or `parse+EXTENSION-EXTENSION… LENGTH`, and then LENGTH bytes; the answer is a line `ok LENGTH` with the
-- result behind it, or `no 0` for what pandoc refuses. `ready` is said once, before the first. Reading
-- runs in pandoc's own sandbox, which an empty table of files asks for (pandoc.read, `read_env`); the
-- other verbs take a tree, which pandoc writes without a look at what it names, and who started this
-- process takes from it the right to open files. No Lua comes from the text.

if PANDOC_VERSION < pandoc.types.Version '3.9' then os.exit(1) end -- older ones have not been tried

local program, markdown = arg[1], arg[2]
local json = 'json'
local page = { html_math_method = 'mathml', wrap_text = 'wrap-none' }

-- The command knows more abbreviations than pandoc.read does, in a file that no function here gives.
local abbreviations = {}
for line in pandoc.pipe(program, { '--print-default-data-file', 'abbreviations' }, ''):gmatch('%S+') do
  abbreviations[line] = true
end

-- What the command does otherwise than pandoc.read unless it is told.
local as_command = { abbreviations = abbreviations, columns = 72 }

local function read(text, format, options)
  return pandoc.read(text, format, options or {}, {})
end

local verbs = {
  parse = function(text, extensions)
    return pandoc.write(read(text, markdown .. extensions, as_command), json)
  end,
  html = function(text) return pandoc.write(read(text, json), 'html5', page) end,
  cite = function(text) return pandoc.write(pandoc.utils.citeproc(read(text, json)), json) end,
}

io.stdout:setvbuf('full')
io.stdout:write('ready\n')
io.stdout:flush()
for line in io.lines() do
  local verb, extensions, length = line:match('^(%l+)([%l_+-]*) (%d+)$')
  local text = length == '0' and '' or io.read(tonumber(length)) -- to read nothing waits for something
  local is_done, result = pcall(verbs[verb], text, extensions)
  if not is_done then result = '' end
  io.stdout:write(is_done and 'ok ' or 'no ', #result, '\n', result)
  io.stdout:flush()
end
