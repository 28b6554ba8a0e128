export interface Piece {
  readonly text: string;
  /** Where it leads, when it is a link: http and https only. */
  readonly href?: string;
}

const URLS = /https?:\/\/[^\s<>"'`]+/gi;
/** What ends a sentence rather than an address. */
const TAIL = /[.,;:!?…]+$/;

/** Cuts a text into plain text and links; joined again the pieces are the text. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(URLS)) {
    const link = linkIn(match[0]);
    if (!link) continue;
    if (match.index > from) found.push({ text: text.slice(from, match.index) });
    found.push(link);
    from = match.index + link.text.length;
  }
  if (from < text.length) found.push({ text: text.slice(from) });
  return found;
}

function linkIn(raw: string): Piece | undefined {
  const text = balanced(raw.replace(TAIL, ''));
  const url = URL.canParse(text) ? new URL(text) : undefined;
  // an address with a user name is there to look like another one
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password) return undefined;
  return { text, href: url.href };
}

/** A bracket that closes what opened before the link does not belong to it. */
function balanced(text: string): string {
  const closes = /[)\]}]$/.test(text);
  if (!closes) return text;
  const [open, close] = text.endsWith(')') ? '()' : text.endsWith(']') ? '[]' : '{}';
  const extra = text.split(close as string).length > text.split(open as string).length;
  return extra ? balanced(text.slice(0, -1).replace(TAIL, '')) : text;
}
