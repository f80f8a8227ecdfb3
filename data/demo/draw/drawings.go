package draw

// drawings is how each kind is drawn. It has the kinds of kinds.txt, no more and no fewer.
var drawings = map[string]func(*pen){
	"shoe": shoe, "boot": boot, "sandal": sandal, "jacket": jacket, "shirt": shirt, "sweater": sweater, "dress": dress,
	"trousers": trousers, "hat": hat, "beanie": beanie, "scarf": scarf, "gloves": gloves, "socks": socks, "belt": belt,
	"glasses": glasses, "jewellery": jewellery, "watch": watch, "bag": bag, "backpack": backpack, "suitcase": suitcase,
	"wallet": wallet, "umbrella": umbrella,

	"tent": tent, "sleepingbag": sleepingBag, "flask": flask, "torch": torch, "stove": stove, "ball": ball, "racket": racket,
	"bike": bike, "helmet": helmet, "mat": exerciseMat, "dumbbell": dumbbell, "rod": rod,

	"headphones": headphones, "earbuds": earbuds, "laptop": laptop, "phone": phone, "tablet": tablet, "monitor": monitor,
	"camera": camera, "charger": charger, "cable": cable, "speaker": speaker, "keyboard": keyboard, "mouse": mouse,
	"gamepad": gamepad, "drive": drive, "chip": chip, "printer": printer,

	"lamp": lamp, "chair": chair, "sofa": sofa, "desk": desk, "shelf": shelf, "bed": bed, "pillow": pillow, "towel": towel,
	"rug": rug, "pan": pan, "pot": pot, "knife": knife, "mug": mug, "plate": plate, "glass": glass, "kettle": kettle,
	"coffeemaker": coffeeMaker, "blender": blender, "toaster": toaster, "vacuum": vacuum, "broom": broom, "bin": bin,
	"basket": basket, "candle": candle, "clock": clock, "frame": frame, "vase": vase, "plant": plant,
	"gardentool": gardenTool, "wateringcan": wateringCan, "tool": hammer,

	"blocks": blocks, "boardgame": boardGame, "plush": plush, "book": book, "notebook": notebook, "pen": fountainPen,
	"gift": gift, "guitar": guitar, "stroller": stroller, "babybottle": babyBottle, "diaper": diaper,
	"petbowl": petBowl, "bone": bone, "collar": collar, "petbed": petBed,

	"tube": tube, "soap": soap, "pumpbottle": pumpBottle, "spray": spray, "detergent": detergent, "perfume": perfume,
	"serum": serum, "lipstick": lipstick, "toothbrush": toothbrush, "hairbrush": hairbrush, "pills": pills,

	"jar": jar, "honey": honey, "bottle": bottle, "can": can, "wine": wine, "tin": tin, "carton": carton, "tub": tub,
	"butter": butter, "egg": eggBox, "bread": bread, "cake": cake, "biscuit": biscuit, "crisps": crisps,
	"chocolate": chocolate, "sweets": sweets, "noodles": noodles, "cereal": cereal, "sack": sack, "pulses": pulses,
	"spice": spice, "nuts": nuts, "jaggery": jaggery, "papad": papad, "pouch": pouch, "tea": tea, "meat": meat,
	"incense": incense, "diya": diya,

	"fruit": fruit, "banana": banana, "grapes": grapes, "leafy": leafy, "root": carrot, "tuber": tubers, "chilli": chilli,
	"vegetable": vegetable, "tomato": tomato, "mango": mango, "citrus": citrus, "cauliflower": cauliflower,

	"box": box, Generic: parcel,
}
