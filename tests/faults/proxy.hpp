// SPDX-License-Identifier: MIT
// A TCP proxy before the server's socket, which cuts connections when a test says so.
#pragma once

#include <atomic>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace faults {

class Proxy {
public:
    /// Of the server whose Unix socket is given.
    explicit Proxy(std::string server);
    Proxy(const Proxy&) = delete;
    Proxy& operator=(const Proxy&) = delete;
    ~Proxy();

    [[nodiscard]] int port() const { return port_; }
    /// Cuts all connections at once.
    void cut();
    /// Cuts a connection once, when its client sends something with this text in it: before the server gets it, or after
    /// the server has answered, but before the client gets the answer.
    enum class Moment { before, after };
    void cut_at(const std::string& text, Moment moment);
    /// How often clients have sent the text of the last cut_at().
    [[nodiscard]] int seen() const { return seen_; }

private:
    void accept_all();
    void carry(int client, int server);
    [[nodiscard]] bool carry_from_client(int client, int server, bool& cut_at_answer);
    void close_pair(int client, int server);

    std::string server_;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<int> seen_ = 0;
    std::mutex mutex_;
    std::string text_;            ///< empty: no cut is wanted
    bool armed_ = false;
    Moment moment_ = Moment::before;
    std::vector<int> open_;
    std::vector<std::thread> carriers_;
    std::thread acceptor_;
};

}  // namespace faults
