package dev.parley.storage;

import dev.parley.protocol.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The files of one embedded PostgreSQL, and who may use them: the process that holds the lock. Blocking. */
final class DataFolder implements AutoCloseable {
    /** The library makes this file once all binaries are unpacked. */
    private static final String UNPACKED = ".exists";

    private static final int PASSWORD_BYTES = 24;
    private static final long STOP_MS = 15_000;
    private static final long POLL_MS = 50;

    private final Path root;
    private final FileChannel lockFile;

    private DataFolder(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /** @throws IllegalStateException when another process uses the folder */
    static DataFolder open(Path folder) {
        Path root = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            FileChannel file =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(file) == null) {
                file.close();
                throw new IllegalStateException(
                        "Another process runs the PostgreSQL of " + root + ". Use that one, or name another folder.");
            }
            return new DataFolder(root, file);
        } catch (IOException failed) {
            throw new UncheckedIOException("The folder " + root + " cannot be used.", failed);
        }
    }

    Path data() {
        return root.resolve("data");
    }

    Path binaries() {
        return root.resolve("binaries");
    }

    Path log() {
        return root.resolve("postgresql.log");
    }

    Path passwordFile() {
        return root.resolve("password");
    }

    /** Made once; readable for the folder's owner only, from its first byte on. */
    String password() throws IOException {
        if (!Files.exists(passwordFile())) {
            if (Files.exists(finished())) {
                throw new IllegalStateException("Its password file is missing. Put it back, or remove the folder.");
            }
            Files.deleteIfExists(root.resolve("password.new"));
            Path fresh = Files.createFile(
                    root.resolve("password.new"),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(fresh, Ids.random(PASSWORD_BYTES));
            Files.move(fresh, passwordFile());
        }
        return Files.readString(passwordFile()).strip();
    }

    /**
     * What a first start that was cut short left behind: data that PostgreSQL would not start with, and binaries that the
     * library would stumble over.
     */
    void discardUnfinished() throws IOException {
        if (!Files.exists(finished())) {
            delete(data());
        }
        for (Path unpacked : unpacked()) {
            if (!Files.exists(unpacked.resolve(UNPACKED))) {
                delete(unpacked);
            }
        }
    }

    private List<Path> unpacked() throws IOException {
        if (!Files.exists(binaries())) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(binaries())) {
            return all.filter(Files::isDirectory).toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    void markFinished() throws IOException {
        if (!Files.exists(finished())) {
            Files.createFile(finished());
        }
    }

    /** The PostgreSQL that runs in this folder, whoever started it. */
    Optional<ProcessHandle> postmaster() {
        try {
            List<String> lines = Files.readAllLines(data().resolve("postmaster.pid"));
            // the number may be another process's by now; only PostgreSQL itself works in its data folder
            return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(this::worksHere);
        } catch (IOException | RuntimeException noneOrHalfWritten) {
            return Optional.empty();
        }
    }

    /**
     * Ends the server that a killed process left behind. To be called with the lock, so nobody else's is hit.
     *
     * @throws IllegalStateException when it does not end within 15 s
     */
    void stopOrphan() {
        postmaster().ifPresent(orphan -> {
            try {
                // SIGINT is "fast shutdown": ends connections, writes everything out (PostgreSQL's manual, 18.5)
                new ProcessBuilder("kill", "-INT", Long.toString(orphan.pid())).start();
            } catch (IOException failed) {
                throw new UncheckedIOException("PostgreSQL in " + root + " cannot be sent a signal.", failed);
            }
            if (!awaitEnd(orphan, STOP_MS)) {
                throw new IllegalStateException("PostgreSQL with process number " + orphan.pid() + " runs in " + root
                        + " and does not stop. Stop it by hand.");
            }
        });
    }

    /**
     * Whether the server ended in time. Not {@link ProcessHandle#onExit}: that waits until somebody has reaped the
     * process, which is not our child, and in some containers nobody does.
     */
    boolean awaitEnd(ProcessHandle server, long limitMs) {
        long began = System.nanoTime();
        while (worksHere(server)) {
            if (TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) > limitMs) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(POLL_MS));
        }
        return true;
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A process that has ended, reaped or not, has no folder to read. */
    private boolean worksHere(ProcessHandle process) {
        try {
            Path folder = Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"));
            return folder.equals(data().toRealPath());
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }

    private Path finished() {
        return root.resolve("initialised");
    }

    private static FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }
}
