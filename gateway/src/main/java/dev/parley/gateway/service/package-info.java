/** Back ends: the same requests over the cluster's bus and over TCP, each with a service's token. */
package dev.parley.gateway.service;
