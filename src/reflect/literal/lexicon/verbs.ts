/** Verbs that instructions to a writing or answering agent are made of, in base form. */

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Base forms that are more often a noun or adjective at the start of a phrase; they need an object after them. */
export const AMBIGUOUS_VERBS: ReadonlySet<string> = new Set(
  words(`
  address approach attribute back balance block bold book brand  bullet button call cap caption caveat center
  centre change chart  claim close code colour color comment contact copy count cover credit cue cut date
  default detail document double draft drop email emphasis  face fact fall figure file final  flag  font
  footnote form format fuss graph group guess guide header headline hedge highlight hint hit hook host hype image
  indent index interest interview issue itch joke label lead lean level limit line link list load logo lower mark
  mask match matter mean measure mention mind mirror model  name narrow note number  open order outline pad
  page pair paste patch pause phrase picture pin pitch place plan play plug plus point position post present preview
  price print process promise pun punch question quote race range rank rate reason record reference
  refund  report request research respect rest result review rhyme ring rise risk round row rule run
  sample sandwich schedule scope score screen section sense sentence separate sequence set shape share short
  shout  side sign signal size sketch slang slot sound source space spam spell spin  sport spot stack staff stage stand
  star  state step stress structure style subject suit sum support surface table tag tail  tap target
  taste term test text  thread tie time tip title tone top total touch trace track trade trail train transition
  treat trim
  trust  tweet type update upper value  view voice vote  walk warm warn log loop map cache catch cast charge
  hand guard hash import lint load lock patch pass pay phone query queue quiz record report reserve reset return
  roll route save scan select stamp stub study surface sync test throw time trace transfer trigger upgrade
  upload yield book block branch bundle bracket code comment commit cover crop diff download drill escape export
  fold freeze honor honour increment indent inline issue merge mock monitor nudge override probe process refund
  register relay repair restore rollback stage stash step tally transform update visit value  watch weight
  wonder word work
  wrap
  `),
);

/** Of those, the ones that are verbs before a bare plural: "flag allergens"; others make a compound: "type hints". */
export const TAKE_PLURAL: ReadonlySet<string> = new Set(
  words(`
  address avoid balance bold break call cap cast catch check cite claim contact convert cover credit cut date
  double drop end estimate explain flag float focus form group handle hedge highlight label limit link list log
  mark match measure mention move name need note number offer open order outline pair pass quiz quote rank
  reference report return review round schedule separate shorten show sort spell promise attribute start state structure support surface
  tag target thank throw translate treat trim trust update value vary warn weight wrap
  `),
);

/** All of them. */
export const VERBS: ReadonlySet<string> = new Set(
  words(`
  abbreviate accept accompany acknowledge act adapt add address adjust admit adopt advertise advise aim alert
  align allow
  alternate anonymise anonymize answer anticipate apologise apologize append apply approximate argue arrange ask assert
  assign assume attach attribute avoid axe
  back balance ban base be become begin bin block bold boost bracket brag break bring bullet bury
  call cap capitalise capitalize caption carry cc center centre change chat check choose chop cite claim clarify
  classify clean
  close coin collapse combine comment commit compare complain complete compliment compose compress conclude
  condense confirm
  connect consider consult contact contain contextualise contextualize continue contradict contrast contribute
  convert convey copy
  correct count cover cram create credit criticise criticize cross-check curse cut
  date deal debate decide declare deduct default defer define delay delete deliver delve demonstrate denote
  depend describe
  diagnose dial dictate differentiate direct disclose discuss display dispute distinguish ditch divide do document
  double-check downplay drag draw dress drop dumb duplicate dwell
  echo edit elaborate eliminate email embed embellish emphasise emphasize employ enclose encourage end engage
  ensure enumerate
  escalate establish estimate evaluate exaggerate exclude expand expect explain express extend
  favour favor feature file fill filter find finish fit fix flag flatter flip focus follow force forget format
  forward frame front-load
  frontload fuss
  gender generalise generalize generate get give glorify gloss go greet ground group guarantee guess guide gush
  handle have hedge help hide highlight hint hold hook humanise humanize hype hyphenate
  identify ignore illustrate imagine imitate imply include indent indicate infer inform insert insist insult interpret
  introduce invent invite involve italicise italicize itemise itemize
  join joke jump justify
  keep kick kill know
  label lay lead leave lecture let level leverage limit line link linkify list localise localize look lose lowercase
  maintain make mark match mean measure mention mimic minimise minimize mirror mix mock moralise moralize move
  name narrow negotiate nest nix note number
  obey offer omit open opt order organise organize outline over-explain overdo overexplain overload oversell
  overstate overuse own
  pad paraphrase parrot paste patronise patronize pause pepper personalise personalize phrase pick pin pitch
  place plug point
  pose position post praise preach precede predict preface prefer prefix present preserve presume pretend
  prevent prioritise
  prioritize produce promise promote prompt pronounce proofread propose protect provide publish pull punctuate push put
  qualify quantify question quit quote
  raise ramble range rank rant rate re-read reach read reassure recap recommend redact reduce refer reference
  reflect refrain
  refuse reiterate reject rely remain remember remind remove rename repeat rephrase replace reply report repost
  represent
  reproduce request require resist resolve respect respond restate restrict resume retain retweet reuse reveal review
  reword rewrite ring round run
  sacrifice salute say scatter scrap search sell send sensationalise sensationalize separate serve set share
  shift shorten shout
  show shrink shut sign signal signpost simplify skip slow smooth soften sort sound source speak specify
  speculate spell spend spin
  split sprinkle spread stack standardise standardize start state stay steer stick stop store strengthen stress
  stretch strike strip
  structure stuff substitute suggest sum summarise summarize supply support suppose surprise swap swear switch
  tabulate tack tag take talk target tease tell tend test thank theorise think thread tidy tie tighten title
  tolerate tone top track
  transcribe translate treat trim truncate trust try turn tweet type
  underline understate uppercase upsell use utilise utilize
  vary verify voice volunteer
  validate wait waive wander want warn watch weave weigh welcome whisper whittle wind wish work worry wrap write
  yell increase decrease lower raise confuse
  abort access allocate archive assemble authenticate authorise authorize automate await block book branch
  browse bundle cache calculate cancel cast
  catch charge click code collect compile compute configure construct coach correct crop declare decline decode
  deny deploy deprecate derive
  destructure detect devise diff disable dispatch download dispute drill emit enable encode encrypt enforce
  enter escape evaluate execute export
  extract fetch filter fold forbid freeze fulfil gather guard hand hash hardcode hard-code hash honour honor
  import improve increment indent initialise initialize inline install
  instantiate interrupt interview investigate invoke isolate issue iterate lint load lock log loop lower map
  memoise memoize merge migrate minimise mock monitor multiply
  mute notify nudge obfuscate observe obtain offload operate optimise optimize override parse parametrise pass
  pay perform permit phone pin postpone
  prefill prepare prepend print probe process prohibit propagate prove pull push query queue quiz rebase rebook
  receive recheck recognise recognize recompute record recover
  recycle redirect redraw refactor refresh refund register regroup reinforce reload relay render reopen repair
  report reserve reset reschedule
  resend restart restore rethrow retrieve return revoke rework roll rollback round route sanitise sanitize save
  scan scroll select serialise serialize set sign skip solve specify
  squash stage stamp star stash step strip stub study subtract surface suspend sync tally tap teach tell test
  throw time toggle trace train transfer transform transpose trigger
  type uncover undo unfold uninstall unlock unwrap update upgrade upload validate vet visit walk warn whitelist
  withhold wire yield
  `),
);

/** Verbs of taking away: with a definite object they say "do not use". */
export const REMOVAL_VERBS: ReadonlySet<string> = new Set(
  words("axe ban bin chop cut delete ditch drop eliminate kill lose nix omit remove scrap strip skip"),
);

/** Verbs that ask for work on the output at hand, unless something says that they are meant for ever. */
export const TASK_VERBS: ReadonlySet<string> = new Set(
  words(`
  change correct ignore crop insert delete edit email find fix forward get move paste post publish re-send reattach
  redo regenerate
  remind remove rename replace repost resend rerun restart retry reverse revert review revise reword rework rewrite run
  schedule send share submit refund rebook cancel waive book ring phone order invite transfer route reassign
  merge deploy ship push run install export import migrate archive pay charge reset refresh reload reopen
  reschedule book reserve attach apply pull restore upgrade download sync swap switch tell translate try undo
  update upload wait rephrase shorten expand hold
  `),
);

/** Base forms that begin praise or a remark when nobody is asked for anything: `Love the opener.` */
export const NOT_REQUESTS: ReadonlySet<string> = new Set(
  words(`
  agree appreciate believe bet come dig doubt enjoy feel fear guess hate hear hope know laugh like live look
  love matter mean miss need
  owe prefer reckon see seem smell suppose suspect taste think want wish wonder worry got
  `),
);
