/** A text, or one for each plural category (CLDR) of the number `count`. Parameters stand in braces. */
export type Message = string | Plural;
export interface Plural {
  readonly one: string;
  readonly other: string;
  readonly zero?: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
}

/** A catalogue in another language has the keys of the English one, and plurals where that has plurals. */
export type Translation<C> = { readonly [K in keyof C]: C[K] extends string ? string : Plural };

export type Param = string | number;

type NamesIn<T> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type NamesOf<M> = M extends string ? NamesIn<M> : { [K in keyof M]: NamesIn<M[K]> }[keyof M] | 'count';

/** What {@link fill} needs for a message: nothing, or a value for every name in braces. */
export type ParamsOf<M> = [NamesOf<M>] extends [never]
  ? []
  : [params: { readonly [Name in NamesOf<M>]: Name extends 'count' ? number : Param }];

/** The text of a message in a language; numbers are written as that language does. */
export function fill(message: Message, language: string, params: Readonly<Record<string, Param>> = {}): string {
  return formOf(message, language, params).replace(/\{(\w+)\}/g, (braces, name: string) => {
    const value = params[name];
    return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : (value ?? braces);
  });
}

function formOf(message: Message, language: string, { count }: Readonly<Record<string, Param>>): string {
  if (typeof message === 'string') return message;
  return message[new Intl.PluralRules(language).select(Number(count))] ?? message.other;
}
