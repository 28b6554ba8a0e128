package dev.parley.watch.timeline;

import java.util.Map;

/**
 * What a rule found.
 *
 * @param step where it went wrong: {@code ring join offer candidates turn ice media}
 * @param severity {@code error}, {@code warning} or {@code info}
 * @param rule its name; with {@code about} a page says it in any language
 * @param about of whom or what the sentence speaks
 * @param sentence for people, in English: what happened, and what to look at
 */
public record Finding(String step, String severity, String rule, Map<String, String> about, String sentence) {}
