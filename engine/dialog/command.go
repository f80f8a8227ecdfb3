package dialog

// commands maps chat commands to moves; the ones that need a topic have it after a colon.
var commands = map[string]Move{
	"help":     {Kind: Talk, Topic: "help"},
	"cart":     {Kind: ViewCart},
	"clear":    {Kind: EmptyCart},
	"reset":    {Kind: Restart},
	"status":   {Kind: Status},
	"history":  {Kind: History},
	"checkout": {Kind: Decline, Topic: "checkout"},
	"verbose":  {Kind: Verbose},
	"debug":    {Kind: Debug},
}

// command carries out a chat command; an unknown one gets the list of those there are.
func (s *State) command(name string, m Move) Move {
	c, ok := commands[name]
	if !ok {
		c = Move{Kind: Talk, Topic: "commands"}
	}
	c.Intent, c.Question = m.Intent, m.Question
	c.rule("command /" + name)
	s.Misses = 0
	return c
}
