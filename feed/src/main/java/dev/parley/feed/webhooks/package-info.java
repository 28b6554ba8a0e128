/**
 * Events as signed HTTP requests: what is registered ({@code WebhookDesk}), where it may go ({@code Targets}), and the one
 * node that sends, each webhook in order ({@code Dispatcher}, {@code Route}).
 */
package dev.parley.feed.webhooks;
