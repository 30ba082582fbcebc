// SPDX-License-Identifier: MIT
// Stands between a client and a server's Unix socket, and counts how often the client waits for an answer.
#pragma once

#include <atomic>
#include <cstdlib>
#include <string>
#include <thread>

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace test {

/// For one connection. A turn begins when the client speaks after the server, or for the first time.
class TurnCounter {
public:
    explicit TurnCounter(const std::string& server_socket, const std::string& socket_name) {
        std::string pattern = "/tmp/nuage-XXXXXX";
        directory_ = mkdtemp(pattern.data());
        socket_ = directory_ + "/" + socket_name;
        const int listening = socket(AF_UNIX, SOCK_STREAM, 0);
        const sockaddr_un here = address(socket_);
        works_ = bind(listening, reinterpret_cast<const sockaddr*>(&here), sizeof here) == 0 && listen(listening, 1) == 0;
        forwarding_ = std::thread([this, listening, server_socket] {
            const int client = accept(listening, nullptr, nullptr);
            const int server = socket(AF_UNIX, SOCK_STREAM, 0);
            const sockaddr_un there = address(server_socket);
            if (connect(server, reinterpret_cast<const sockaddr*>(&there), sizeof there) == 0) forward(client, server);
            for (int end : {client, server, listening}) close(end);
        });
    }
    TurnCounter(const TurnCounter&) = delete;
    TurnCounter& operator=(const TurnCounter&) = delete;
    /// The client's connection must have been closed.
    ~TurnCounter() {
        forwarding_.join();
        unlink(socket_.c_str());
        rmdir(directory_.c_str());
    }

    [[nodiscard]] bool works() const { return works_; }
    [[nodiscard]] const std::string& directory() const { return directory_; }
    [[nodiscard]] int turns() const { return turns_; }

private:
    static sockaddr_un address(const std::string& path) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        return address;
    }
    void forward(int client, int server) {
        bool server_spoke = true;
        pollfd ends[] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
        while (poll(ends, 2, -1) > 0) {
            // What the server still has to say belongs to the turn before.
            const bool from_server = ends[1].revents != 0;
            if (!from_server && server_spoke) ++turns_;
            server_spoke = from_server;
            if (!pass_on(from_server ? server : client, from_server ? client : server)) return;
        }
    }
    static bool pass_on(int from, int to) {
        char bytes[65536];
        const ssize_t size = read(from, bytes, sizeof bytes);
        if (size <= 0) return false;
        for (ssize_t sent = 0; sent < size;) {
            const ssize_t more = write(to, bytes + sent, static_cast<std::size_t>(size - sent));
            if (more <= 0) return false;
            sent += more;
        }
        return true;
    }

    std::string directory_;
    std::string socket_;
    bool works_ = false;
    std::atomic<int> turns_ = 0;
    std::thread forwarding_;
};

}  // namespace test
