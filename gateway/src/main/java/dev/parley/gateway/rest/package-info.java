/** HTTP beside the sockets: the REST of rooms, problems, health, pages. */
package dev.parley.gateway.rest;
