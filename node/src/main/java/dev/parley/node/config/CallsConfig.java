package dev.parley.node.config;

/** How long calls live. */
public record CallsConfig(
        @Doc(value = "From the first device that rings until a call is missed, 5 to 600 s.", byDefault = "60")
                int ringSeconds,
        @Doc(value = "How long an invitation waits for a device, 60 to 86400 s.", byDefault = "7200")
                int invitationSeconds,
        @Doc(value = "How long a call may last, 60 to 604800 s.", byDefault = "86400") int callSeconds) {

    public CallsConfig {
        Check.range("calls.ringSeconds", ringSeconds, 5, 600);
        Check.range("calls.invitationSeconds", invitationSeconds, 60, 86_400);
        Check.range("calls.callSeconds", callSeconds, 60, 604_800);
    }
}
