package dev.parley.protocol;

/** A user as others see it. */
public record UserRef(String id, String username) {
    /** Ids of accounts of this server begin so; users for whom others sign must have another kind of id. */
    public static final String ACCOUNT = "acc_";

    /** Whether it is an account of this server, and not a user that somebody else vouches for. */
    @com.fasterxml.jackson.annotation.JsonIgnore
    public boolean isAccount() {
        return id.startsWith(ACCOUNT) && id.indexOf('@') < 0;
    }
}
