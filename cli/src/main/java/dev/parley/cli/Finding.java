package dev.parley.cli;

/**
 * What one check of the doctor's found.
 *
 * @param todo what to do about it, empty when it is in order
 */
record Finding(Mark mark, String check, String seen, String todo) {
    enum Mark {
        GOOD("✓"),
        BAD("✗"),
        /** It could not be checked, or need not be as it should. */
        OPEN("–");

        final String sign;

        Mark(String sign) {
            this.sign = sign;
        }
    }

    static Finding good(String check, String seen) {
        return new Finding(Mark.GOOD, check, seen, "");
    }

    static Finding bad(String check, String seen, String todo) {
        return new Finding(Mark.BAD, check, seen, todo);
    }

    static Finding open(String check, String seen, String todo) {
        return new Finding(Mark.OPEN, check, seen, todo);
    }

    boolean isBad() {
        return mark == Mark.BAD;
    }

    String line() {
        return mark.sign + " " + check + ": " + seen + (todo.isEmpty() ? "" : " " + todo);
    }
}
