/** Phrases that look like requests and are none: praise, courtesy, and remarks to the reader. */
import { from, whole } from "../fragments.js";

/** At the start of a clause: what follows asks for nothing. */
export const NO_REQUEST = from(
  "keep (?:it |this |that |them |'em )?(?:up|going|coming|at it)\\b|keep up (?:the|this|that)|" +
    "carry on(?! \\S+ing)\\b|keep (?:doing )?(?:what|whatever) you(?:'re| are)|well done|take (?:care|it easy)|keep (?:in touch|calm|quiet|well|safe|fit)|say (?:hi|hello|cheese|goodbye|thanks)\\b(?! (?:using|with|by|to))|hold the (?:line|door|phone)|never say never|end of (?:story|discussion|line)|stay (?:safe|tuned|well|strong|calm)|" +
    "have an? (?:good|nice|great|lovely|wonderful|safe|pleasant|blessed|look|think|go|read|rest|" +
    "blast|ball)\\b|hats? off|use (?:your|good) (?:own )?(?:judg|discretion|head|brain|imagination|" +
    "common)|" +
    "go for it|go ahead|own it\\b|stop there\\b|never mind|nevermind|do not (?:worry|bother|mind me|change (?:a thing|" +
    "anything|it)|get me wrong|(?:panic|ask|know|care|remember|understand)(?: me| why| about it)?$|see why|hate me|sweat|" +
    "touch a thing|stop|let it|be (?:sorry|silly|shy|a stranger)|lose heart|give up|tell me|" +
    "you think|you (?:know|see|remember))|change nothing|never (?:change|been|seen|thought|had|heard|" +
    "read|again)$|never (?:been|seen|thought|had|heard|a )|" +
    "leave (?:it|this|that|everything) (?:as|like|with|to|for|alone)|let(?: me|'s see| us) (?!\\p{L}+ (?:our|my) own )|" +
    "bear with|hang on|hold on|look forward|forgive|excuse|trust me|believe me|guess (?:what|so)|" +
    "say no more|suit yourself|do (?:your|what you)|do not you |no (?:worries|problem|exceptions?|" +
    "excuses|notes|complaints?|changes?|idea|comments?|edits?|objections?|thanks|rush|" +
    "questions?(?: from)|issues?|doubt|wonder|one|offen[cs]e|need to (?:change|worry|reply|rush|" +
    "apologi[sz]e|respond|thank me|thank us)$|clue|hurry|surprises?|kidding|way|further|rest|luck|" +
    "joke|really|more to|bother|biggie|pressure|harm|sense|matter|longer|sign of|way)\\b|" +
    "nothing (?:to (?:add|change|say|fix)|wrong|else)|see (?:you|attached|below|above|what)|" +
    "talk (?:soon|later|to (?:you|me|sam))|speak soon|give (?:yourself|me a (?:shout|call|ring|sec|" +
    "minute)|us a|it (?:to|a (?:rest|go)))|count me|mark my|enjoy|cheers|congrat|forget (?:it|" +
    "about it|that)$|be (?:proud|there|here|back|right|well|honest)$|make my day|try again|" +
    "start (?:over|again|from scratch)|read (?:it|this|that)|go (?:team|you|figure)|come on|" +
    "thank (?:you|god|goodness|heavens)|thanks|get well|rest assured|mind you|mind (?:the gap|blown)|" +
    "call me|ask (?:me|sam)(?: anything| again| later)?$|tell me (?:about|more)|check (?:this|" +
    "it) out|good\\b|great\\b|nice\\b",
);

/** Of those, the ones that are surely praise or courtesy, so that nothing can hide in them. */
export const COURTESY = from(
  "(?:keep (?:it |this |that |them )?(?:up|coming|going)|keep up (?:the|this|that) (?:good|great|" +
    "excellent|fantastic|amazing|brilliant|nice|fine|stellar|awesome|wonderful) \\w+|" +
    "carry on(?! \\S+ing)|well done|hats? off|never ?mind|do not (?:worry|bother|change (?:a thing|" +
    "anything))|change nothing|no (?:worries|problem|notes|complaints?|changes?|issues?|rush|edits?|" +
    "objections?)(?: .{0,20})?|nothing (?:to (?:add|change|say)|else)|go (?:for it|ahead)|" +
    "thank (?:you|god|goodness)|thanks|take care|talk soon|speak soon|see you|congrat|enjoy|cheers|" +
    "good (?:job|work|stuff|one|luck)|great (?:job|work|stuff)|nice (?:one|job|work))\\b",
);

/** A whole clause that asks for nothing and means only yes, hello or thanks. */
export const PHATIC = whole(
  "(?:(?:hi|hello|hey|dear|morning|good morning|good afternoon|evening|yo|greetings)(?:,? (?:all|" +
    "team|there|everyone|guys|folks|again|\\p{Lu}\\p{Ll}+))*|(?:yes|yep|yup|yeah|ok|okay|alright|" +
    "all right|right|sure|fine|no|nope|nah|oh|wow|ha|ah|aha|oops|sorry|please|so|well|anyway|" +
    "hm+)(?:,? (?:then|yes|ok|okay|well|no|nope|nah|yeah))*|" +
    "(?:many |lots of |big )?(?:thanks|thank you|cheers|ta|much appreciated|appreciated|no worries|" +
    "no problem|no rush|see you|bye|best|regards|kind regards|best wishes|all the best|fyi|done|" +
    "noted|understood|got it|will do|fair enough|never mind|not to worry|that's all|that is all|" +
    "that's it|that is it|just saying|if that makes sense|hope that helps|hope this helps|" +
    "hope that makes sense|make sense|does that make sense|ok thanks)(?: (?:a lot|so much|very much|" +
    "again|all|in advance|a bunch|a million|for (?:this|that|now|today|your help|the help|doing this|" +
    "the quick turnaround|everything|listening|reading|understanding|fixing it|the update|your work|" +
    "all your (?:hard )?work))*)*)",
);

/** Praise that is put with "never", "not" or "always". */
export const PRAISING = from(
  "i (?:really |just |also )?(?:love|loved|adore) (?:that|how|when|the way)\\b|never (?:seen|read|" +
    "had|heard) (?:a|an|such)\\b|(?:i |we )?(?:could|would) not (?:have (?:put|said|done|asked|" +
    "written|wished)|change a|ask for|be happier|fault|agree more|stop (?:reading|laughing|smiling))|" +
    "you never (?:let|fail|disappoint|cease)|always an? (?:pleasure|joy|delight|treat)|" +
    "(?:i )?never (?:get tired|tire|thought i'd) |(?:absolutely |really )?no (?:complaints|notes)\\b|" +
    "cannot (?:complain|fault|argue)|not bad\\b|nothing to (?:add|change|complain)|" +
    "(?:so )?glad (?:you|that you) |thanks for (?:keeping|not|using|being|listening|always)|" +
    "(?:i )?appreciate (?:that|how) you|what a (?:great|lovely|nice|good|brilliant|fantastic|" +
    "wonderful|joy|delight)|well done|good to see|nice to see|you (?:nailed|killed|smashed|aced) it|" +
    "could not be better|as good as it gets",
);

/** Words of praise. */
export const POSITIVE = new RegExp(
  "(?<![\\p{L}])(?:love(?:d|s|ly)?|(?:really |quite |do )?like(?:d)? (?:it|this|that|how|the|these|" +
    "your|what|where)|great|good|nice|nicely|perfect|perfectly|brilliant|brilliantly|excellent|" +
    "awesome|amazing|fantastic|wonderful|superb|beautiful(?:ly)?|terrific|fab|fabulous|stellar|solid|" +
    "spot[ -]on|bang on|nailed|nails|well done|good job|great job|great work|nice work|top (?:notch|" +
    "marks)|chef's kiss|bravo|kudos|congrat\\w*|hats? off|thank(?:s|ed| you)?|cheers|pleas(?:ed|ure)|" +
    "delight(?:ed|ful)|happy|impress(?:ed|ive)|enjoy(?:ed|able)?|fun|funny|hilarious|laughed|" +
    "smile[sd]?|made my (?:day|morning|week)|brightened|better than|best|exactly (?:what|right|the)|" +
    "just right|just what|works? (?:well|for me|perfectly|great)|worked (?:well|great)|lands?|a joy|" +
    "charming|proud|genius|outstanding|magnificent|on point|10/10|five stars|ten out of ten|" +
    "thumbs up|can't fault|cannot fault|would not change|no notes|keep (?:it|this|that) up|keep up|" +
    "more of the same|looks? (?:good|great|lovely|fine)|reads? (?:well|beautifully|nicely|" +
    "like a dream)|so good|much better|way better|big improvement|huge improvement|improved|" +
    "up to scratch|appreciate[ds]?|grateful|a treat|flawless|wow|yay|woo+|hooray|woohoo|bingo|" +
    "first class|impeccable|refreshing|favou?rite|stunning|winner|absolutely fine|goes down well|" +
    "went down well|won't change|nothing to (?:add|change)|got me|made me (?:laugh|smile|chuckle)|" +
    "lgtm|ship it)(?![\\p{L}])",
  "iu",
);

/** A few words of praise, and nothing else. */
export const POSITIVE_ALONE = whole(
  "(?:(?:so|very|really|all|just|nice and|that's|that is|it's|it is|this is|short and|clear and|simple and) )*" +
    "(?:gold|bliss|a joy|clever|smart|sharp|crisp|elegant|cleaner|tops|clear|clean|simple|short|neat|tidy|cool|sweet|correct|accurate|" +
    "helpful|useful|right|fast|quick)",
);

/** Turns praise into something else. */
export const RESERVATION = new RegExp(
  "(?<![\\p{L}])(?:but|however|though|although|except|apart from|only thing|if only|not|never|no|" +
    "less|too|should|could|must|need(?:s|ed)?|would (?:really |greatly |very much )?(?:be|have|like|" +
    "love|rather|prefer|appreciate)|want|instead|rather|wish|more|fewer|shorter|longer|without|stop|" +
    "missing|misses|lacks?|(?:an?|\\p{L}+s) [^,]*(?:is|are|works?) better than (?:an?|\\p{L}+s)|" +
    "almost|nearly|hardly|barely|used to|was better|unless|until|yet|still|please|next time|future|" +
    "always|avoid|or)(?![\\p{L}])",
  "iu",
);

/** Nothing but emoji that cheer. */
export const CHEERING_EMOJI =
  /^(?:[\s\u{1F44D}\u{1F44F}\u{1F64C}\u{1F64F}\u{1F525}\u{1F389}\u{1F38A}\u{1F60D}\u{1F929}\u{1F970}\u{1F618}\u{1F600}-\u{1F607}\u{1F60A}\u{1F60B}\u{1F60E}\u{1F602}\u{1F923}\u{1F4AF}\u{1F44C}\u{1F4AA}\u{2728}\u{2B50}\u{1F31F}\u{1F3C6}\u{1F947}\u{1F973}\u{2764}\u{1F9E1}\u{1F49B}\u{1F49A}\u{1F499}\u{1F49C}\u{1F5A4}\u{1F495}-\u{1F49F}\u{1F680}\u{1FAF6}]|\uFE0F|\u200D|[\u{1F3FB}-\u{1F3FF}])+$/u;
