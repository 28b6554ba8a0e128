package dev.parley.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Rooms: see them, close them, put somebody out. */
@Command(
        name = "room",
        mixinStandardHelpOptions = true,
        description = "Rooms. The token's service grant must cover rooms.request.*.",
        footerHeading = "%nExamples:%n",
        footer = {"  parley room list --limit 20", "  parley room kick demo p_8Ykq", "  parley room close demo"})
final class RoomCommand implements Runnable {
    private static final String ROOMS = "/api/v1/rooms";
    private static final int PAGE = 200;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say list, show, close or kick.");
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Public rooms, by id.")
    int list(
            @Option(
                            names = "--limit",
                            paramLabel = "N",
                            defaultValue = "1000",
                            description = "At most so many (default: ${DEFAULT-VALUE}).")
                    int limit) {
        Asking asking = Asking.of(spec);
        ArrayNode rooms = all(asking.server, limit);
        if (asking.server.wantsJson()) {
            asking.output.json(rooms);
            return 0;
        }
        List<List<String>> rows = new ArrayList<>();
        rooms.forEach(room -> rows.add(List.of(
                Output.text(room.path("roomId")),
                Output.text(room.path("name")),
                Output.text(room.path("peers")) + "/" + Output.text(room.path("maxPeers")),
                flags(room),
                Output.text(room.at("/owner/username")))));
        asking.output.table(List.of("ROOM", "NAME", "PEERS", "GUARD", "OWNER"), rows);
        return 0;
    }

    private static ArrayNode all(Server server, int limit) {
        ArrayNode rooms = Json.newObject().withArray("rooms");
        JsonNode cursor = null;
        do {
            String after = cursor == null ? "" : "&cursor=" + Server.escaped(cursor.asText());
            JsonNode page = server.get(ROOMS + "?limit=" + Math.min(PAGE, Math.max(1, limit - rooms.size())) + after);
            page.path("rooms").forEach(rooms::add);
            cursor = page.get("cursor");
        } while (cursor != null && !cursor.isNull() && rooms.size() < limit);
        return rooms;
    }

    private static String flags(JsonNode room) {
        List<String> set = new ArrayList<>();
        for (String flag : List.of("locked", "lobby", "hasPassword", "e2ee")) {
            if (room.path(flag).asBoolean()) {
                set.add(flag.equals("hasPassword") ? "password" : flag);
            }
        }
        return set.isEmpty() ? "-" : String.join(",", set);
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "One room and who is in it.")
    int show(@Parameters(paramLabel = "ROOM", description = "Its id.") String id) {
        Asking asking = Asking.of(spec);
        ObjectNode room = asking.server.get(path(id)).deepCopy();
        JsonNode peers = asking.server.get(path(id) + "/peers").path("peers");
        if (asking.server.wantsJson()) {
            return asking.show(room.set("peers", peers));
        }
        asking.show(room);
        List<List<String>> rows = new ArrayList<>();
        peers.forEach(peer -> rows.add(List.of(
                Output.text(peer.path("peerId")),
                Output.text(peer.path("displayName")),
                Output.text(peer.path("role")),
                Output.text(peer.at("/user/username")))));
        asking.output.line("");
        asking.output.table(List.of("PEER", "NAME", "ROLE", "USER"), rows);
        return 0;
    }

    @Command(name = "close", mixinStandardHelpOptions = true, description = "Ends a room for everybody in it.")
    int close(@Parameters(paramLabel = "ROOM", description = "Its id.") String id) {
        Asking asking = Asking.of(spec);
        asking.server.send("DELETE", path(id));
        return asking.done("closed " + id);
    }

    @Command(name = "kick", mixinStandardHelpOptions = true, description = "Puts one peer out of a room.")
    int kick(
            @Parameters(paramLabel = "ROOM", description = "The room's id.") String id,
            @Parameters(paramLabel = "PEER", description = "The peer's id.") String peer) {
        Asking asking = Asking.of(spec);
        asking.server.send("DELETE", path(id) + "/peers/" + Server.escaped(peer));
        return asking.done("kicked " + peer + " out of " + id);
    }

    private static String path(String id) {
        return ROOMS + "/" + Server.escaped(id);
    }
}
