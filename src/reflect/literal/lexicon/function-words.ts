/** Small words of English, by which a text in another language is told. */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a an the this that these those my your his her its our their i you he she it we they me him us them mine
  yours ours theirs
  who whom whose which what where when why how and or but nor so yet if unless because since while although
  though as than then
  of in on at by for with without about against between into through during before after above below to from up
  down out off
  over under again further once here there all any both each few more most other some such no not only own same
  too very can
  will just should now is am are was were be been being have has had having do does did doing would could may
  might must shall
  ought i'm you're he's she's it's we're they're i've you've we've they've i'd you'd he'd she'd we'd they'd i'll
  you'll he'll
  we'll they'll let's that's who's what's here's there's where's cannot never always please also ever every
  either neither
  one two three four five six seven eight nine ten first second last next many much less least lot lots bit
  thing things stuff
  yes nope yeah hi hello hey thanks thank sorry maybe perhaps really quite rather instead like back still even
  way around
  nobody somebody everyone everybody anyone someone nothing something anything everything`.split(/\s+/),
);
