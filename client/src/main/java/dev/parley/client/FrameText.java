package dev.parley.client;

/** The frames that a client sends, as JSON text. Addresses are made of ids and need no escaping. */
final class FrameText {
    static final String PING = "{\"type\":\"ping\"}";

    private FrameText() {}

    static String register(String address) {
        return "{\"type\":\"register\",\"address\":\"" + address + "\"}";
    }

    static String unregister(String address) {
        return "{\"type\":\"unregister\",\"address\":\"" + address + "\"}";
    }

    /** @param body JSON text, copied as it is */
    static String send(String address, String replyAddress, String body) {
        return "{\"type\":\"send\",\"address\":\"" + address + "\",\"replyAddress\":\"" + replyAddress + "\",\"body\":"
                + body + "}";
    }

    /** @param data JSON text, copied as it is */
    static String signal(String address, String replyAddress, long id, long base, String epoch, String data) {
        return new StringBuilder(data.length() + 200)
                .append("{\"type\":\"send\",\"address\":\"")
                .append(address)
                .append("\",\"replyAddress\":\"")
                .append(replyAddress)
                .append("\",\"body\":{\"id\":")
                .append(id)
                .append(",\"base\":")
                .append(base)
                .append(",\"epoch\":\"")
                .append(epoch)
                .append("\",\"data\":")
                .append(data)
                .append("}}")
                .toString();
    }
}
