package dev.parley.node;

import dev.parley.gateway.session.Tokens;
import dev.parley.node.config.ParleyConfig;
import dev.parley.protocol.AddressPattern;
import dev.parley.protocol.Grants;
import dev.parley.protocol.Ids;
import dev.parley.protocol.UserRef;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prints an access token, signed with the configured key: for trying things out, and for applications' scripts. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = {
            "Prints an access token that is signed with the configured key.",
            "A token for the host of one room, good for an hour:",
            "  parley token --user ada --name 'Ada L.' --room demo --grant join,moderate --ttl 1h",
            "A token for a back end that lists, changes and closes rooms:",
            "  parley token --user crm --service 'rooms.request.*' --ttl 30d",
            "It needs the same configuration as the nodes; it starts no node."
        })
public final class TokenCommand implements Callable<Integer> {
    private static final Pattern TTL = Pattern.compile("([0-9]{1,8})([smhd])");
    private static final long TTL_MAX_SECONDS = TimeUnit.DAYS.toSeconds(366);

    @ParentCommand
    private ConfigSource parley;

    @Spec
    private CommandSpec spec;

    @Option(names = "--user", paramLabel = "NAME", required = true, description = "Username, 1 to 64 characters.")
    private String user;

    @Option(names = "--id", paramLabel = "ID", description = "The user's id, claim sub (default: the username).")
    private String id;

    @Option(names = "--name", paramLabel = "TEXT", description = "Name to show to others (default: the username).")
    private String name;

    @Option(names = "--room", paramLabel = "ROOM", description = "The only room that the token is good for.")
    private String room;

    @Option(
            names = "--grant",
            paramLabel = "GRANT",
            split = ",",
            description = "Any of ${COMPLETION-CANDIDATES} (default: join, and create unless there is a --room).")
    private Set<Grant> grants;

    @Option(
            names = "--service",
            paramLabel = "PATTERN",
            split = ",",
            description = "A service's token, for these bus addresses: rooms.request.list, rooms.request.*, events.>"
                    + " (--grant service: every public one).")
    private List<String> addresses;

    @Option(
            names = "--ttl",
            paramLabel = "TIME",
            description = "For example 90s, 15m, 1h, 7d (default: jwt.ttlSeconds).")
    private String ttl;

    /** As one writes them after --grant. */
    enum Grant {
        join,
        create,
        moderate,
        service
    }

    @Override
    public Integer call() {
        ParleyConfig config = parley.configuration();
        Tokens tokens = new Tokens(config.secret().value(), Settings.accessTokens(config));
        UserRef who = new UserRef(id == null ? user : id, user);
        int seconds = ttl == null ? config.jwt().ttlSeconds() : seconds();
        String token = tokens.issueRoomToken(who, name == null ? user : name, granted(), seconds);
        spec.commandLine().getOut().println(token);
        return 0;
    }

    private Grants granted() {
        if (user.isBlank() || user.length() > 64) {
            throw refused("--user", user, "1 to 64 characters");
        }
        if (room != null && !Ids.isRoomId(room)) {
            throw refused("--room", room, "1 to 64 characters of A-Z a-z 0-9 _ -");
        }
        Set<Grant> all =
                grants != null ? grants : room != null ? EnumSet.of(Grant.join) : EnumSet.of(Grant.join, Grant.create);
        return new Grants(
                room,
                all.contains(Grant.join),
                all.contains(Grant.create),
                all.contains(Grant.moderate),
                addresses != null || all.contains(Grant.service),
                addresses == null ? Grants.PUBLIC : patterns());
    }

    private List<AddressPattern> patterns() {
        if (addresses.size() > Grants.ADDRESSES_MAX) {
            throw refused("--service", addresses.size() + " patterns", "at most " + Grants.ADDRESSES_MAX);
        }
        for (String text : addresses) {
            if (!AddressPattern.isPattern(text)) {
                throw refused("--service", text, "an address such as rooms.request.list, rooms.request.* or events.>");
            }
        }
        return addresses.stream().map(AddressPattern::new).toList();
    }

    private int seconds() {
        Matcher parts = TTL.matcher(ttl);
        if (!parts.matches()) {
            throw refused("--ttl", ttl, "a number and one of s, m, h, d");
        }
        long seconds = Long.parseLong(parts.group(1))
                * switch (parts.group(2)) {
                    case "s" -> 1;
                    case "m" -> TimeUnit.MINUTES.toSeconds(1);
                    case "h" -> TimeUnit.HOURS.toSeconds(1);
                    default -> TimeUnit.DAYS.toSeconds(1);
                };
        if (seconds < 1 || seconds > TTL_MAX_SECONDS) {
            throw refused("--ttl", ttl, "1s to 366d");
        }
        return (int) seconds;
    }

    private ParameterException refused(String option, String value, String allowed) {
        return new ParameterException(
                spec.commandLine(), option + ": \"" + value + "\" is not allowed; allowed: " + allowed);
    }
}
