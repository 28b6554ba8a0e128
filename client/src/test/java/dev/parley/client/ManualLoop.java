package dev.parley.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A loop on the test's own thread, whose time only goes on when it is told to. */
final class ManualLoop implements Loop {
    private final List<Task> tasks = new ArrayList<>();
    private long now = 1_000_000;

    @Override
    public long nowMs() {
        return now;
    }

    @Override
    public void execute(Runnable task) {
        task.run();
    }

    @Override
    public Runnable after(long ms, Runnable work) {
        Task task = new Task(now + ms, work);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    /** Lets {@code ms} milliseconds pass and runs what falls due, in order. */
    void pass(long ms) {
        long until = now + ms;
        for (Task due = due(until); due != null; due = due(until)) {
            tasks.remove(due);
            now = Math.max(now, due.at);
            due.work.run();
        }
        now = until;
    }

    private Task due(long until) {
        return tasks.stream()
                .filter(task -> task.at <= until)
                .min(Comparator.comparingLong(task -> task.at))
                .orElse(null);
    }

    private static final class Task {
        private final long at;
        private final Runnable work;

        private Task(long at, Runnable work) {
            this.at = at;
            this.work = work;
        }
    }
}
