package dev.parley.node.config;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * A password, or a text that holds one. Its text form hides the value, so that a logged configuration gives nothing away.
 */
public record Credential(String value) {

    @JsonCreator
    static Credential of(String value) {
        return new Credential(value);
    }

    @Override
    public String toString() {
        return "Credential[hidden]";
    }
}
