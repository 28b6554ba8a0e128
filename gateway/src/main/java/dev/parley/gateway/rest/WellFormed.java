package dev.parley.gateway.rest;

import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;

/** What a request must be before any route sees it: Vert.x's router and body decoder throw at less. */
public final class WellFormed {
    /** RFC 3986, section 2.1: a percent sign begins two hexadecimal digits. */
    private static final Pattern PATH = Pattern.compile("(?:[^%]|%[0-9A-Fa-f]{2})*+");

    private WellFormed() {}

    /** Whether every escape in the path is one. */
    public static boolean hasPath(HttpServerRequest request) {
        String path = request.path();
        return path == null || path.indexOf('%') < 0 || PATH.matcher(path).matches();
    }

    /** Whether the body is a form: nothing here takes one, and decoding it is not free of surprises. */
    static boolean isForm(HttpServerRequest request) {
        String type = request.getHeader("Content-Type");
        return type != null
                && (type.regionMatches(true, 0, "multipart/", 0, 10)
                        || type.regionMatches(true, 0, "application/x-www-form-urlencoded", 0, 33));
    }
}
