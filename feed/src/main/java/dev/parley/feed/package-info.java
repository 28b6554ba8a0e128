/**
 * The feed of events: takes them from the owners of rooms, calls and people ({@code Outbox}), writes them to PostgreSQL in
 * order ({@code Recorder}), also for nodes that died ({@code Adoption}), and gives them to readers ({@code FeedDesk}).
 */
package dev.parley.feed;
